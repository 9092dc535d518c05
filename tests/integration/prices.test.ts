import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, iso } from '#lib/domain/time.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { runCollector, temporaryFolder } from './collector.ts';
import { makeTransfers } from './made-transfers.ts';
import { putOracle, type Oracle, type Round } from './oracle.ts';
import { startSite, type Site } from './site.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

/** Who gets the transfers of ether. */
const TO = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8';
/** Half a bucket of the histograms, √1.01 − 1, and what is left of rounding. */
const HALF_BUCKET = Math.sqrt(1.01) - 1 + 1e-9;

/** The start of yesterday; the chains run from four hours before it to half an hour after. */
const MIDNIGHT = Math.floor(Date.now() / 1000 / DAY) * DAY - DAY;
const START = MIDNIGHT - 4 * HOUR;
const SPAN = { from: START, to: MIDNIGHT + HOUR / 2 };

/**
 * Rounds some twenty minutes apart, and one quiet stretch; the first three are of the phase before.
 */
const ROUNDS: readonly Round[] = [
	[2, 7, START - 1_500, 2_900],
	[2, 8, START - 300, 3_000.5],
	[2, 9, START + 700, 3_100],
	[3, 1, START + 1_800, 3_150.25],
	[3, 2, START + HOUR + 10, 3_300],
	[3, 3, START + HOUR + 1_900, 3_250],
	[3, 4, START + HOUR + 3_000, 3_500],
	[3, 5, MIDNIGHT - HOUR - 400, 3_600],
	[3, 6, MIDNIGHT - 100, 3_400],
	[3, 7, MIDNIGHT + 1_000, 3_450]
].map(([phase = 0, round = 0, updatedAt = 0, usd = 0]) => ({
	phase,
	round,
	updatedAt,
	answer: BigInt(Math.round(usd * 1e8))
}));

interface Paid {
	readonly time: number;
	readonly feeWei: bigint;
	readonly isToken: boolean;
}

/** What every transfer paid, from the node alone: by recipient, not by what was collected. */
async function readPaid(anvil: Anvil): Promise<Paid[]> {
	const paid: Paid[] = [];
	const head = Number(await anvil.rpc('eth_blockNumber'));
	for (let number = 1; number <= head; number++) {
		const at = `0x${number.toString(16)}`;
		const { timestamp } = (await anvil.rpc('eth_getBlockByNumber', at, false)) as {
			timestamp: string;
		};
		const receipts = (await anvil.rpc('eth_getBlockReceipts', at)) as Record<string, string>[];
		for (const { to, gasUsed, effectiveGasPrice } of receipts) {
			if (to === null) continue;
			const feeWei = BigInt(gasUsed ?? 0) * BigInt(effectiveGasPrice ?? 0);
			paid.push({ time: Number(timestamp), feeWei, isToken: to !== TO });
		}
	}
	return paid;
}

/** The round in force at a second, by hand. */
function usdAt(second: number): number {
	return Number(ROUNDS.findLast(({ updatedAt }) => updatedAt <= second)?.answer) / 1e8;
}

/** The mean over the seconds of an hour, one second at a time. */
function usdOfHour(time: number): number {
	const hour = Math.floor(time / HOUR) * HOUR;
	let sum = 0;
	for (let second = hour; second < hour + HOUR; second++) sum += usdAt(second);
	return sum / HOUR;
}

const nearest = (values: readonly number[], q: number) =>
	values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * values.length)) - 1] as number;

describe('fees in dollars, on a live node with an oracle', () => {
	const folder = temporaryFolder();
	const sites: Site[] = [];
	let ethereum: Anvil;
	let era: Anvil;
	let oracle: Oracle;
	let site: Site;
	let paid: Paid[];

	/** Collect both chains into a database of its own, judge, and serve it. */
	async function collectAndServe(name: string): Promise<{ site: Site; output: string }> {
		const databaseUrl = `file:${folder.path(`${name}.db`)}`;
		const { code, output } = await runCollector(['collect'], {
			CLAIMGAUGE_CHAINS: '1,324',
			CLAIMGAUGE_RPC_1: ethereum.url,
			CLAIMGAUGE_RPC_324: era.url,
			CLAIMGAUGE_SINCE_1: iso(START - DAY),
			CLAIMGAUGE_SINCE_324: iso(START - DAY),
			DATABASE_URL: databaseUrl
		});
		expect(code, output).toBe(0);
		const served = await startSite(databaseUrl);
		sites.push(served);
		return { site: served, output };
	}

	beforeAll(async () => {
		[ethereum, era] = await Promise.all([
			startAnvil('--chain-id', '1', '--timestamp', String(START)),
			startAnvil('--chain-id', '324', '--timestamp', String(START))
		]);
		await makeTransfers(ethereum, SPAN, 60, (index) => index % 2 === 0);
		await makeTransfers(era, SPAN, 600);
		paid = await readPaid(ethereum);
		oracle = await putOracle(ethereum);
		await oracle.setRounds(ROUNDS);
		await oracle.setPhase(2, '0x00000000000000000000000000000000000a6602', 9);
		({ site } = await collectAndServe('prices'));
	});
	afterAll(async () => {
		for (const each of sites) await each.stop();
		await ethereum?.stop();
		await era?.stop();
		folder.remove();
	});

	const measure = (query: string, of = site, chain = 1) =>
		of.json<MeasurementJson>(`/api/v1/chains/${chain}/measure?unit=USD/tx&${query}`);
	const claimIn = (of: Site) => of.json<ClaimJson>('/api/v1/claims/zksync-transfer-0-0001-usd');
	/** The four full hours before midnight. */
	const HOURS = `from=${START}&to=${MIDNIGHT}`;
	const inHours = ({ time }: Paid) => time >= START && time < MIDNIGHT;

	for (const metric of ['fee.native_transfer', 'fee.erc20_transfer'])
		it.each(['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'])(
			`${metric}: %s is what the node gives by hand, within half a bucket`,
			async (statistic) => {
				const fees = paid.filter(
					(each) => inHours(each) && each.isToken === (metric === 'fee.erc20_transfer')
				);
				const q = Number(statistic.slice(1)) / 100;
				const answer = await measure(`metric=${metric}&statistic=${statistic}&${HOURS}`);
				expect(answer).toMatchObject({ unit: 'USD/tx', n: fees.length, price_coverage: 1 });
				expect(fees.length).toBeGreaterThan(80);
				const byHand = nearest(
					fees.map(({ time, feeWei }) => (Number(feeWei) / 1e18) * usdOfHour(time)),
					q
				);
				expect(Math.abs(Number(answer.value) / byHand - 1)).toBeLessThan(HALF_BUCKET);
				// At the price of its own second, which the interval must allow for.
				const bySecond = nearest(
					fees.map(({ time, feeWei }) => (Number(feeWei) / 1e18) * usdAt(time)),
					q
				);
				expect(Number(answer.interval[0])).toBeLessThanOrEqual(bySecond);
				expect(Number(answer.interval[1])).toBeGreaterThanOrEqual(bySecond);
			}
		);

	it('the mean is exact but for the price within each hour, which its interval holds', async () => {
		const fees = paid.filter((each) => inHours(each) && !each.isToken);
		const mean = (usdOf: (time: number) => number) =>
			fees.reduce((sum, { time, feeWei }) => sum + (Number(feeWei) / 1e18) * usdOf(time), 0) /
			fees.length;
		const answer = await measure(`metric=fee.native_transfer&statistic=mean&${HOURS}`);
		expect(Number(answer.value)).toBeCloseTo(mean(usdOfHour), 12);
		expect(Number(answer.interval[0])).toBeLessThanOrEqual(mean(usdAt));
		expect(Number(answer.interval[1])).toBeGreaterThanOrEqual(mean(usdAt));
	});

	it('the hours of a series are the hours by hand', async () => {
		const { points } = await site.json<SeriesJson>(
			`/api/v1/chains/1/series?metric=fee.erc20_transfer&statistic=p50&unit=USD/tx&${HOURS}`
		);
		expect(points).toHaveLength(4);
		for (const { t, value } of points) {
			const from = Date.parse(t) / 1000;
			const fees = paid.filter(
				({ time, isToken }) => isToken && time >= from && time < from + HOUR
			);
			const byHand = nearest(
				fees.map(({ feeWei }) => (Number(feeWei) / 1e18) * usdOfHour(from)),
				0.5
			);
			expect(Math.abs(Number(value) / byHand - 1)).toBeLessThan(HALF_BUCKET);
		}
	});

	it('prices another chain’s fees by the feed on Ethereum, and the claim about them is judged by it', async () => {
		const answer = await measure(`metric=fee.native_transfer&statistic=p50&${HOURS}`, site, 324);
		expect(Number(answer.value)).toBeGreaterThan(0);
		expect(answer.price_coverage).toBe(1);
		const claim = await claimIn(site);
		expect(claim.flags).not.toContain('price_gap');
		const measured = claim.readings.flatMap(({ measurements }) => measurements);
		const own = measured.find(({ chain, metric }) => chain === 324 && metric.includes('native'));
		expect(own).toMatchObject({ unit: 'USD/tx', price_coverage: 1, n: 1 });
		expect(Number(own?.value)).toBeGreaterThan(0);
		const page = await site.get('/claims/zksync-transfer-0-0001-usd');
		expect(page.status).toBe(200);
		expect(page.text).toContain('<svg');
		expect(page.text).toContain('in $ a transaction');
		expect(page.text).not.toContain('NaN');
	});

	describe.each<[string, () => Promise<void>, RegExp]>([
		[
			'a stale feed',
			// Its last round is from two hours before the first fee, so that none is in force for any.
			() =>
				oracle.setNewest({
					phase: 0,
					round: 1,
					answer: 300_000_000_000n,
					updatedAt: START - 7_200
				}),
			/ETH\/USD on Ethereum.*stale: its newest round is from .*none may be older than 4260 s/
		],
		[
			'a negative answer',
			() => oracle.setNewest({ phase: 0, round: 1, answer: -5n, updatedAt: START - 60 }),
			/round 1 of phase 0 answers -5, which is no price of ETH \/ USD/
		],
		[
			'a wrongly described feed',
			async () => {
				await oracle.setNewest(ROUNDS.at(-1)!);
				await oracle.describe('BTC / USD');
			},
			/describes itself as "BTC \/ USD", not as "ETH \/ USD"/
		]
	])('%s', (name, tamper, why) => {
		let served: Site;
		let output: string;

		beforeAll(async () => {
			await tamper();
			({ site: served, output } = await collectAndServe(name.replaceAll(' ', '-')));
		});

		it.each([1, 324])('gives null on chain %i, and says why', async (chain) => {
			for (const statistic of ['p50', 'mean']) {
				const answer = await measure(
					`metric=fee.native_transfer&statistic=${statistic}&${HOURS}`,
					served,
					chain
				);
				expect(answer).toMatchObject({ value: null, interval: [null, null], price_coverage: 0 });
				expect(answer.reason).toMatch(why);
			}
		});

		it('leaves the fee in wei as it was', async () => {
			const query = `/api/v1/chains/1/measure?metric=fee.native_transfer&statistic=p50&${HOURS}`;
			const [before, after] = await Promise.all(
				[site, served].map((each) => each.json<MeasurementJson>(query))
			);
			expect(after?.value).toBe(before?.value);
			expect(after?.value).not.toBeNull();
		});

		it('flags the claim in dollars, which cannot be judged', async () => {
			const claim = await claimIn(served);
			expect(claim.flags).toContain('price_gap');
			expect(claim.finding).toBe('insufficient_data');
			const own = claim.readings
				.flatMap(({ measurements }) => measurements)
				.find(({ chain }) => chain === 324);
			expect(own?.reason).toMatch(why);
		});

		it('is told by the collector', () => {
			expect(output).toMatch(/no_price/);
			expect(output).toMatch(
				why.source.includes('stale') ? /stale/ : why.source.includes('-5') ? /-5/ : /BTC/
			);
		});
	});
});
