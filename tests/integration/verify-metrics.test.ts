import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { ClaimVerdict } from '#lib/domain/judge/verdict.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { isComparing, type Metric } from '#lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { DAY, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { isDaily, type MeasureRequest } from '#lib/server/measure/request.ts';
import { openStore } from '#lib/server/store/open.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { madeDetails } from './era-details.ts';
import { startEraProxy, type EraProxy } from './era-proxy.ts';
import { makeTransfers } from './made-transfers.ts';
import { putOracle } from './oracle.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const MIDNIGHT = Date.parse('2026-11-21T00:00:00Z') / 1000;
const [START, END] = [MIDNIGHT - 3 * HOUR, MIDNIGHT + DAY + HOUR];
const SPAN = { from: START, to: END };
const window = (from: number, to: number): TimeWindow => ({
	from: unixSeconds(from),
	to: unixSeconds(to)
});
const HOURS = window(MIDNIGHT - 2 * HOUR, MIDNIGHT + 2 * HOUR);
const [DAY_BEFORE, DAY_AFTER] = [
	window(MIDNIGHT - DAY, MIDNIGHT),
	window(MIDNIGHT, MIDNIGHT + DAY)
];

/** What `verify` says it does not read again; the last three it could, and does not yet. */
const NOT_READ_AGAIN: readonly Metric['facts'][] = [
	...(['none', 'check', 'observation'] as const),
	...(['settlement', 'history', 'fork'] as const)
];

/** Every way to ask for a metric of a chain, over full hours or days. */
function questions(chainId: number, metric: MetricId): MeasureRequest[] {
	const { statistics, alsoIn, facts, verifiable } = METRICS[metric];
	return statistics.flatMap((statistic) => {
		const plain: MeasureRequest = {
			chain: chainById(chainId),
			metric,
			statistic,
			peakWindow: null,
			window: isDaily(statistic) ? DAY_BEFORE : HOURS,
			baseWindow: null,
			zeroFees: 'included'
		};
		if (isComparing(statistic)) return [{ ...plain, baseWindow: DAY_BEFORE, window: DAY_AFTER }];
		if (statistic === 'max')
			return (['block', '1h'] as const).map((peakWindow) => ({ ...plain, peakWindow }));
		const isPriced = facts === 'fee' && verifiable === undefined && alsoIn.includes('USD/tx');
		return isPriced ? [plain, { ...plain, inDollars: true }] : [plain];
	});
}

describe('claimgauge verify, of every metric that can be read again', () => {
	const folder = temporaryFolder();
	const databaseUrl = `file:${folder.path('metrics.db')}`;
	const kept: Measurement[] = [];
	let ethereum: Anvil;
	let era: Anvil;
	let node: EraProxy;
	let env: Record<string, string>;

	async function verify(measurements: readonly Measurement[]) {
		const ids = measurements.map(({ id }) => id!);
		const { code, output } = await runCollector(['verify', ...ids, '--yes'], env);
		const lines = output.split('\n').filter((line) => line.startsWith('{'));
		const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		return { code, output, checked: events.filter(({ event }) => event === 'checked') };
	}

	beforeAll(async () => {
		[ethereum, era] = await Promise.all([
			startAnvil('--chain-id', '1', '--timestamp', String(START)),
			startAnvil('--chain-id', '324', '--timestamp', String(START))
		]);
		const hasToken = (index: number) => index % 6 === 4;
		await Promise.all([
			makeTransfers(ethereum, SPAN, 140, hasToken),
			makeTransfers(era, SPAN, 300, hasToken)
		]);
		const oracle = await putOracle(ethereum);
		await oracle.setRounds(
			Array.from({ length: 36 }, (_, index) => ({
				phase: 2,
				round: index + 1,
				updatedAt: START - 1_500 + index * 2_900,
				answer: BigInt(3_000 + ((index * 71) % 400)) * 10n ** 8n
			}))
		);
		const head = Number(await era.rpc('eth_blockNumber'));
		node = await startEraProxy(era.url, { size: 8, executedBelow: head, details: madeDetails });
		env = {
			CLAIMGAUGE_CHAINS: '1,324',
			CLAIMGAUGE_RPC_1: ethereum.url,
			CLAIMGAUGE_RPC_324: node.url,
			CLAIMGAUGE_SINCE_1: iso(START - DAY),
			CLAIMGAUGE_SINCE_324: iso(START - DAY),
			DATABASE_URL: databaseUrl
		};
		const { code, output } = await runCollector(['collect'], env);
		expect(code, output).toBe(0);
		const store = await openStore(databaseUrl);
		try {
			for (const [index, request] of [1, 324]
				.flatMap((id) => METRIC_IDS.flatMap((metric) => questions(id, metric)))
				.entries()) {
				const of = { readingId: `made/${index}`, version: 1 };
				kept.push(await measure(store, request, unixSeconds(END), of));
			}
			const verdict: ClaimVerdict = {
				claimSlug: 'made',
				evaluation: 'now',
				dataDate: '2026-11-22',
				raw: 'consistent',
				shown: 'consistent',
				heldDays: 0,
				flags: [],
				reason: 'made',
				headline: 'made/0',
				ruleVersion: '1',
				readings: [
					{
						readingId: 'made/0',
						readingVersion: 1,
						wording: 'article',
						finding: 'consistent',
						flags: [],
						reason: 'made',
						rule: 'made',
						share: null,
						direction: null,
						ruleVersion: '1',
						gates: [],
						measurements: kept
					}
				]
			};
			await store.saveVerdict(verdict, unixSeconds(END));
		} finally {
			await store.close();
		}
	});
	afterAll(async () => {
		await node?.stop();
		await ethereum?.stop();
		await era?.stop();
		folder.remove();
	});

	const readable = ({ metric, coverage, provenance }: Measurement) => {
		const { facts } = METRICS[metric];
		const isOfNothing = coverage === 0 && provenance.toBlock === null && facts !== 'price';
		return !NOT_READ_AGAIN.includes(facts) && !isOfNothing;
	};

	it('rests on values: of every full metric on Ethereum, in dollars from the feed of another chain', () => {
		expect(kept.every(({ id }) => id !== null)).toBe(true);
		const valued = kept.filter(({ value }) => value !== null);
		const full = METRIC_IDS.filter(
			(metric) => ['block', 'fee'].includes(METRICS[metric].facts) || metric === 'price.eth_usd'
		);
		expect(
			full.filter((id) => !valued.some(({ chainId, metric }) => chainId === 1 && metric === id))
		).toEqual([]);
		const inDollars = valued.filter(({ unit, chainId }) => chainId === 324 && unit === 'USD/tx');
		expect(inDollars.length).toBeGreaterThan(5);
		expect(valued.some(({ metric }) => metric === 'finality.execute')).toBe(true);
		// One in each batch, all of it known.
		const fromL1 = valued.find(({ metric }) => metric === 'throughput.l1_tx')!;
		expect(fromL1).toMatchObject({ chainId: 324, sampleUnit: 'batch', coverage: 1 });
		expect(fromL1.value).toBe(fromL1.n / (fromL1.window.to - fromL1.window.from));
		expect(fromL1.n).toBeGreaterThan(1);
	});

	it('finds each equal, and says which are their source’s own word', async () => {
		const all = kept.filter(readable);
		const { code, output, checked } = await verify(all);
		expect(code, output).toBe(0);
		const told = checked.map(({ measurement, outcome, differences, value_again }) => ({
			...{ measurement, outcome, differences, value_again }
		}));
		expect(told).toEqual(
			all.map(({ id, value }) => ({
				...{ measurement: id, outcome: 'equal', differences: [], value_again: value }
			}))
		);
		expect(new Set(checked.map(({ note }) => note))).toEqual(
			new Set([
				null,
				'the times are the operator’s own word: read again, they show only that it still says the same'
			])
		);
	});

	it('says of what cannot be read again why, and that nothing was checked', async () => {
		const agreement = kept.find(({ metric }) => metric === 'endpoint.disagreement')!;
		const { code, checked } = await verify([agreement]);
		expect(code).toBe(1);
		expect(checked).toMatchObject([
			{
				outcome: 'not_checked',
				note: 'it tells how endpoints answered at the time, and no endpoint can be asked again what it said then'
			}
		]);
		const none = kept.find(({ chainId, metric }) => chainId === 1 && metric === 'finality.commit')!;
		expect((await verify([none])).checked).toMatchObject([
			{ outcome: 'not_checked', note: 'it rests on no block: no node of Ethereum tells of batches' }
		]);
		// Beside something that is equal it is no fault.
		const rate = kept.find(({ metric }) => metric === 'throughput.tx')!;
		expect((await verify([agreement, rate])).code).toBe(0);
	});

	it('reads nothing that a measurement does not rest on', async () => {
		const rate = kept.find(
			({ chainId, metric }) => chainId === 324 && metric === 'throughput.user_tx'
		)!;
		const before = new Map(node.asked);
		expect((await verify([rate])).code).toBe(0);
		const asked = (method: string) => node.asked.get(method)! - (before.get(method) ?? 0);
		// One call of each sees whether it is offered.
		expect(asked('eth_getBlockReceipts')).toBe(1);
		expect(asked('zks_getL1BatchDetails')).toBe(1);
		expect(asked('eth_getBlockByNumber')).toBeLessThan(
			rate.provenance.toBlock! - rate.provenance.fromBlock! + 60
		);
	});

	it('says what could not be read where that is why it is not equal', async () => {
		const fee = kept.find(
			({ chainId, metric }) => chainId === 324 && metric === 'fee.native_transfer'
		)!;
		node.withdrawn.add('eth_getBlockReceipts');
		try {
			const { code, checked } = await verify([fee]);
			expect(code).toBe(1);
			expect(checked).toMatchObject([{ outcome: 'not_checked' }]);
			expect(String(checked[0]!['note'])).toMatch(
				/^not all that it rests on could be read: eth_getBlockReceipts is not offered since .* \(127\.0\.0\.1:\d+\)/
			);
		} finally {
			node.withdrawn.clear();
		}
	});
});
