import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STAGES, type Stage } from '#lib/domain/batches.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import { DAY, HOUR, iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { openReader } from '#lib/server/store/open.ts';
import { getStatus } from '#lib/server/view/status.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { startCallProxy, type CallProxy } from './call-proxy.ts';
import { dumpFacts, runCollector, spawnCollector, temporaryFolder } from './collector.ts';
import { madeDetails } from './era-details.ts';
import { startEraProxy, type EraProxy } from './era-proxy.ts';
import { makeTraffic } from './made-traffic.ts';
import { putOracle, type Round } from './oracle.ts';
import {
	DIAMOND,
	nameDiamond,
	putContracts,
	settle,
	type Settling
} from './settlement-contract.ts';
import { startAnvil, type Anvil } from './start-anvil.ts';

const ERA = chainById(324);
/** After the Gateway, on a fork with 14 blobs as its target and 21 at most. */
const START = Date.UTC(2026, 2, 1) / 1000;
const [BLOCKS, SIZE, EXECUTED_BELOW] = [80, 8, 64];
const GATEWAY_BATCH = 3;
/** Logs of more blocks are refused. */
const LOG_BLOCKS = 9;
const BLOB = 131_072;

/** What is done on Ethereum. Batch 4 is committed twice, since the first commit is taken back. */
const SETTLINGS: readonly Settling[] = [
	{ at: START + 1_300, commit: [1, 2], blobs: 3 },
	{ at: START + 1_400, commit: [4], blobs: 2 },
	{ at: START + 1_500, revert: [2, 0, 0] },
	{ at: START + 1_700, commit: [4], blobs: 1 },
	{ at: START + 1_800, commit: [5] },
	{ at: START + 2_300, commit: [6, 7, 8], blobs: 4 },
	{ at: START + 3_200, prove: [0, 2] },
	{ at: START + 3_900, prove: [3, 4] },
	{ at: START + 4_400, prove: [4, 8] },
	{ at: START + 9_100, execute: [1, 2] },
	{ at: START + 9_500, execute: [4] },
	{ at: START + 9_700, execute: [5, 6, 7, 8] }
];
/** Which of them did it for good, by batch, by hand. */
const DONE_BY: Readonly<Record<number, Readonly<Record<Stage, number>>>> = {
	2: { commit: 0, prove: 6, execute: 9 },
	4: { commit: 3, prove: 7, execute: 10 },
	5: { commit: 4, prove: 8, execute: 11 },
	6: { commit: 5, prove: 8, execute: 11 },
	7: { commit: 5, prove: 8, execute: 11 }
};
/** Batches that each of them did something for. */
const SHARED_BY = [2, 1, 0, 1, 1, 3, 2, 1, 4, 2, 1, 4];

const ROUNDS: readonly Round[] = [
	[START - 600, 2_000],
	[START + 2_400, 2_500],
	[START + 5_400, 3_000],
	[START + 8_400, 2_800]
].map(([updatedAt = 0, usd = 0], index) => ({
	...{ phase: 1, round: index + 1, updatedAt },
	answer: BigInt(usd) * 100_000_000n
}));

/** The mean over the seconds of the hour, one at a time. */
function usdOfHour(time: number): number {
	const hour = Math.floor(time / HOUR) * HOUR;
	let sum = 0;
	for (let second = hour; second < hour + HOUR; second++)
		sum += Number(ROUNDS.findLast(({ updatedAt }) => updatedAt <= second)?.answer) / 1e8;
	return sum / HOUR;
}

type Raw = Record<string, string>;

/** Live chains 1 and 324; the diamond on the first is a small contract that emits in real transactions, with blobs. */
describe('settlement on Ethereum, from the nodes to a measurement', () => {
	const folder = temporaryFolder();
	const readers: StoreReader[] = [];
	const sealedAt = new Map<number, number>();
	let ethereum: Anvil;
	let capped: CallProxy;
	let era: Anvil;
	let node: EraProxy;
	let hashes: string[];
	let receipts: Raw[];
	let refused: number[];
	let window: { from: number; to: number };

	const environment = (name: string, more: Record<string, string> = {}) => ({
		CLAIMGAUGE_CHAINS: '1',
		CLAIMGAUGE_RPC_1: capped.url,
		CLAIMGAUGE_RPC_324: node.url,
		CLAIMGAUGE_SINCE_1: iso(START),
		CLAIMGAUGE_SINCE_324: iso(START),
		DATABASE_URL: `file:${folder.path(`${name}.db`)}`,
		...more
	});
	const collect = async (name: string, more: Record<string, string> = {}) => {
		const { code, output } = await runCollector(['collect'], environment(name, more));
		expect(code, output).toBe(0);
		return output;
	};
	/** A database of its own in which the chain is collected already, and Ethereum is not. */
	const prepare = (name: string) => copyFileSync(folder.path('era.db'), folder.path(`${name}.db`));
	const ask = async (
		name: string,
		metric: MetricId,
		{ inDollars = false, statistic = 'mean' as 'mean' | 'p50', of = window } = {}
	) => {
		const reader = await openReader(`file:${folder.path(`${name}.db`)}`);
		readers.push(reader);
		return measure(
			reader,
			{
				...{ chain: ERA, metric, statistic, peakWindow: null, baseWindow: null, inDollars },
				window: { from: unixSeconds(of.from), to: unixSeconds(of.to) },
				zeroFees: 'included'
			},
			unixSeconds(START + DAY)
		);
	};
	const batches = Object.keys(DONE_BY).map(Number);
	/** By the contract’s own rules: batch n has 1 transaction from L1 and 20 others (`madeDetails`). */
	const txCount = 21 * batches.length;
	const sumOf = (amount: (batch: number) => number) =>
		batches.reduce((sum, batch) => sum + amount(batch), 0);
	const costOf = (index: number): number => {
		const { gasUsed, effectiveGasPrice, blobGasUsed, blobGasPrice } = receipts[index]!;
		const gas = BigInt(gasUsed!) * BigInt(effectiveGasPrice!);
		return Number(gas + BigInt(blobGasUsed ?? 0) * BigInt(blobGasPrice ?? 0)) / SHARED_BY[index]!;
	};

	beforeAll(async () => {
		[ethereum, era] = await Promise.all([
			startAnvil('--chain-id', '1', '--hardfork', 'prague', '--timestamp', String(START - 120)),
			startAnvil('--chain-id', '324', '--timestamp', String(START))
		]);
		await makeTraffic(era, BLOCKS, START);
		for (let batch = 1; batch * SIZE <= BLOCKS; batch++) {
			const last = `0x${(batch * SIZE - 1).toString(16)}`;
			const { timestamp } = (await era.rpc('eth_getBlockByNumber', last, false)) as Raw;
			sealedAt.set(batch, Number(timestamp));
		}
		node = await startEraProxy(era.url, {
			...{ size: SIZE, executedBelow: EXECUTED_BELOW },
			details: (number, openedAt, sealed) => ({
				...madeDetails(number, openedAt, sealed),
				...(number === GATEWAY_BATCH
					? { commitChainId: 9075, proveChainId: 9075, executeChainId: 9075 }
					: {})
			})
		});
		await ethereum.rpc('evm_setAutomine', false);
		const oracle = await putOracle(ethereum);
		await oracle.setRounds(ROUNDS);
		await putContracts(ethereum);
		await ethereum.rpc('evm_setNextBlockTimestamp', START - 60);
		await ethereum.rpc('evm_mine');
		hashes = [];
		for (const settling of SETTLINGS) hashes.push(await settle(ethereum, settling));
		// The block of the last one must be final, and the price of its hour known to the end.
		await ethereum.rpc('evm_setNextBlockTimestamp', START + 3 * HOUR + 60);
		await ethereum.rpc('anvil_mine', '0x8', '0xc');
		receipts = [];
		for (const hash of hashes)
			receipts.push((await ethereum.rpc('eth_getTransactionReceipt', hash)) as Raw);
		refused = [];
		capped = await startCallProxy(ethereum.url, {
			answer({ method, params }) {
				if (method !== 'eth_getLogs') return undefined;
				const { fromBlock, toBlock } = params[0] as Raw;
				const blocks = Number(toBlock) - Number(fromBlock) + 1;
				if (blocks <= LOG_BLOCKS) return undefined;
				refused.push(blocks);
				return { error: { code: -32005, message: `exceed maximum block range: ${LOG_BLOCKS}` } };
			}
		});
		// The first executed batch ends before the window, the last at its end.
		window = { from: sealedAt.get(1)! + 1, to: sealedAt.get(8)! };
		await collect('era', { CLAIMGAUGE_CHAINS: '324' });
		prepare('all');
	});
	afterAll(async () => {
		for (const reader of readers) await reader.close();
		for (const each of [capped, node, ethereum, era]) await each?.stop();
		folder.remove();
	});

	it('all its transactions were mined, with their blobs', () => {
		expect(receipts.map(({ status }) => status)).toEqual(SETTLINGS.map(() => '0x1'));
		expect(receipts.map(({ blobGasUsed }) => Number(blobGasUsed ?? 0) / BLOB)).toEqual(
			SETTLINGS.map(({ blobs = 0 }) => blobs)
		);
	});

	it('is collected by halves where an endpoint refuses logs of so many blocks, each block once', async () => {
		await collect('all');
		// What was refused once is not asked for again.
		expect(refused.length).toBeGreaterThan(0);
		expect(refused.length).toBeLessThan(4);
		const facts = dumpFacts(folder.path('all.db'));
		// Seven batches, and the commit that was taken back.
		expect(facts.settlement_step).toHaveLength(7 * 3 + 1);
		expect(facts.settlement_revert).toHaveLength(1);
		const covered = facts.covered_range!.filter((row) => row.includes('|settlement|'));
		expect(covered).toHaveLength(1);
		expect(facts.gap!.filter((row) => row.includes('settlement'))).toEqual([]);
		const reader = await openReader(`file:${folder.path('all.db')}`);
		readers.push(reader);
		const { chains } = await getStatus(reader, unixSeconds(START + DAY), [1, 324]);
		expect(
			chains.map(({ id, settlement }) => [id, settlement?.covered, settlement?.missing])
		).toEqual([
			[1, undefined, undefined],
			[324, 19, 0]
		]);
	});

	it.each(STAGES)(
		'times to %s are by Ethereum’s clock, without what was taken back',
		async (stage) => {
			const delays = batches.map(
				(batch) => SETTLINGS[DONE_BY[batch]![stage]]!.at - sealedAt.get(batch)!
			);
			expect(await ask('all', `finality.${stage}`)).toMatchObject({
				value: delays.reduce((sum, each) => sum + each, 0) / delays.length,
				n: delays.length,
				coverage: 1,
				verifiable: 'full',
				reason: null
			});
			const median = delays.toSorted((a, b) => a - b)[2]!;
			expect(await ask('all', `finality.${stage}`, { statistic: 'p50' })).toMatchObject({
				value: median,
				interval: [median - 1, median + 1]
			});
		}
	);

	it('cost is what the receipts say, shared among the batches of a transaction', async () => {
		const wei = sumOf((batch) =>
			STAGES.reduce((sum, stage) => sum + costOf(DONE_BY[batch]![stage]), 0)
		);
		const cost = await ask('all', 'settlement.cost');
		expect(cost.value).toBeCloseTo(wei / txCount, 3);
		expect(cost).toMatchObject({ n: 5, coverage: 1, verifiable: 'full', reason: null });
		expect(cost.interval).toEqual([cost.value, cost.value]);
		// Who answered what was read on Ethereum is named too.
		expect(cost.provenance.endpoints).toContain(capped.host);

		const usd = sumOf((batch) =>
			STAGES.reduce((sum, stage) => {
				const index = DONE_BY[batch]![stage];
				return sum + (costOf(index) / 1e18) * usdOfHour(SETTLINGS[index]!.at);
			}, 0)
		);
		const dollars = await ask('all', 'settlement.cost', { inDollars: true });
		expect(dollars.value! / (usd / txCount)).toBeCloseTo(1, 9);
		expect(dollars).toMatchObject({ n: 5, priceCoverage: 1, unit: 'USD/tx' });
		expect(dollars.interval[0]).toBeLessThan(dollars.value!);
		expect(dollars.interval[1]).toBeGreaterThan(dollars.value!);
	});

	it('bytes are the blobs of the commit, or its calldata, and bound what all blobs would hold', async () => {
		const { input } = (await ethereum.rpc('eth_getTransactionByHash', hashes[4])) as Raw;
		const calldata = (input!.length - 2) / 2;
		expect(calldata).toBe(160);
		// Batch 2: half of three blobs. 4: one. 5: calldata. 6 and 7: a third of four each.
		const most = (BLOB * (3 / 2 + 1 + 4 / 3 + 4 / 3) + calldata) / txCount;
		// Without the last blob of each, which may be empty: (3 − 2) / 2 and twice (4 − 3) / 3; 31 of 32 bytes count.
		const least = (BLOB * (31 / 32) * (1 / 2 + 1 / 3 + 1 / 3)) / txCount;
		const bytes = await ask('all', 'settlement.bytes');
		expect(bytes.value).toBeCloseTo(most, 6);
		expect(bytes.interval[0]).toBeCloseTo(least, 6);
		expect(bytes.interval[1]).toBe(bytes.value);
		for (const [metric, blobs] of [
			['capacity.da_ceiling', 21],
			['capacity.da_ceiling_target', 14]
		] as const) {
			const ceiling = await ask('all', metric);
			expect(ceiling.value).toBeCloseTo((blobs * BLOB) / 12 / most, 6);
			expect(ceiling.interval[0]).toBe(ceiling.value);
			expect(ceiling.interval[1]).toBeCloseTo((blobs * BLOB) / 12 / least, 6);
		}
	});

	it('has no value where all batches were settled elsewhere', async () => {
		const of = { from: sealedAt.get(2)! + 1, to: sealedAt.get(3)! + 1 };
		expect(await ask('all', 'settlement.cost', { of })).toMatchObject({
			value: null,
			reason:
				'the batches of this window, 1, were settled elsewhere than on Ethereum, or it is not known where'
		});
	});

	it('leaves what an undisturbed collection leaves where passes were killed, or a part could not be had', async () => {
		const expected = dumpFacts(folder.path('all.db'));
		prepare('killed');
		let killed = 0;
		for (const until of ['"progress"', '"settled"']) {
			const child = spawnCollector(['collect'], environment('killed'));
			let output = '';
			child.stdout?.on('data', (chunk: Buffer) => {
				output += chunk.toString();
				if (output.includes(until)) child.kill('SIGKILL');
			});
			const [, signal] = (await once(child, 'close')) as [unknown, string | null];
			killed += signal === 'SIGKILL' ? 1 : 0;
		}
		expect(killed).toBeGreaterThan(0);
		expect(dumpFacts(folder.path('killed.db')).settlement_step).toEqual(expected.settlement_step);
		const broken = await startCallProxy(ethereum.url, {
			answer: ({ method, params }) =>
				method === 'eth_getTransactionReceipt' && params[0] === hashes[8]
					? { result: null }
					: undefined
		});
		prepare('broken');
		const output = await collect('broken', { CLAIMGAUGE_RPC_1: broken.url });
		await broken.stop();
		expect(output).toContain('the node has no such transaction, though it has logs of it');
		const { gap, settlement_step: steps } = dumpFacts(folder.path('broken.db'));
		expect(steps).toEqual([]);
		expect(gap!.map((row) => row.split('|').slice(0, 5).join('|'))).toEqual([
			'324|settlement|1|19|endpoint_failed'
		]);
		await collect('broken');
		expect(dumpFacts(folder.path('broken.db'))).toEqual(expected);
		// Once more than is needed, which changes nothing.
		for (let pass = 0; pass < 2; pass++) await collect('killed');
		expect(dumpFacts(folder.path('killed.db'))).toEqual(expected);
	});

	it('is by the operator’s clock where Ethereum is not collected for every batch, and says so', async () => {
		prepare('alone');
		expect(await ask('alone', 'finality.commit')).toMatchObject({
			value: sumOf((batch) => 100 + batch) / batches.length,
			verifiable: 'self_reported'
		});
		const cost = await ask('alone', 'settlement.cost');
		expect(cost.coverage).toBeLessThan(0.5);
		expect(cost).toMatchObject({
			value: null,
			reason: 'what the 5 batches of this window did on Ethereum is not collected'
		});
	});

	it('is not collected from a contract other than the one that is written down, and says so', async () => {
		const other = `0x${'a6'.repeat(20)}`;
		await nameDiamond(ethereum, other);
		prepare('other');
		const output = await collect('other');
		await nameDiamond(ethereum, DIAMOND);
		expect(output).toContain(`names ${other} for chain 324, where ${DIAMOND} is expected`);
		expect(dumpFacts(folder.path('other.db')).settlement_step).toEqual([]);
	});
});
