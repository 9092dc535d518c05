import { describe, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import type { ForkHeader } from '#lib/domain/fork-rules.ts';
import { ETHEREUM_FORKS } from '#lib/domain/forks.ts';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { measure } from '#lib/server/measure/measure.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { ENGINES, withStore } from '../../tests/contract/engines.ts';
import { makeChain, type MadeChain } from '../../tests/made-chain.ts';
import { collectForks } from './collect-forks.ts';
import type { PassEvent } from './pass.ts';

const OSAKA = ETHEREUM_FORKS.find(({ name }) => name === 'Osaka')!.activatesAt;
const BPO1 = ETHEREUM_FORKS.find(({ name }) => name === 'BPO1')!.activatesAt;
const stored = <Result>(use: (store: Store) => Promise<Result>) => withStore(ENGINES[0]!, use);

/** A block every 40 minutes from two days before Osaka to after BPO1; blobs cost little, so the reserve price holds. */
function makeEthereum(): MadeChain {
	const chain = makeChain(1, 300);
	chain.blocks = chain.blocks.map((block) => ({
		...block,
		timestamp: unixSeconds(OSAKA - 172_800 + 1 + block.number * 2_400)
	}));
	chain.finalized = 299;
	const headerOf = (number: number): ForkHeader => {
		const { timestamp, hash, parentHash } = chain.blocks[number]!;
		// By hand: three blobs a block; before Osaka the excess falls by three, and from then on grows by a third of three.
		const since = Math.max(0, number - 72);
		const excess = 100_000_000n - 3n * 131_072n * BigInt(number - since) + 131_072n * BigInt(since);
		return {
			...{ number, timestamp, hash, parentHash, baseFee: wei(10n ** 18n) },
			...{ blobGasUsed: 3n * 131_072n, excessBlobGas: excess },
			...{ hasWithdrawals: true, hasRequests: true }
		};
	};
	chain.forkHeaders = async (numbers) =>
		numbers.map((number) => (number < chain.blocks.length ? headerOf(number) : null));
	return chain;
}

async function collect(store: Store, chain: MadeChain, isOver = false): Promise<PassEvent[]> {
	const events: PassEvent[] = [];
	const head = await chain.head();
	await store.recordHead(head);
	await collectForks(
		{
			chain: chainById(1),
			source: chain,
			store,
			now: () => head.timestamp,
			isOver: () => isOver,
			signal: new AbortController().signal,
			report: (event) => events.push(event)
		},
		head
	);
	return events;
}

const run = (
	store: Store,
	metric: 'blob.max' | 'blob.target' | 'fork.activation',
	from: number,
	to: number,
	chain = 1
) =>
	measure(
		store,
		{
			...{ chain: chainById(chain), metric, peakWindow: null, baseWindow: null },
			statistic: metric === 'fork.activation' ? 'p50' : 'mean',
			window: { from: unixSeconds(from), to: unixSeconds(to) },
			zeroFees: 'included'
		},
		unixSeconds(BPO1 + 1_000_000)
	);

describe('the first block of a fork', () => {
	test('is the first at or after its time, and a rule that it shows is kept', async () => {
		await stored(async (store) => {
			const chain = makeEthereum();
			expect(await collect(store, chain)).toEqual([]);
			const [osaka, bpo1, ...others] = await store.getForkActivations(1);
			expect(others).toEqual([]);
			expect(osaka).toEqual({
				activatesAt: OSAKA,
				block: 72,
				timestamp: OSAKA + 1,
				hash: chain.blocks[72]!.hash,
				parentTimestamp: OSAKA - 2_399,
				proof: {
					block: 73,
					rule: expect.stringMatching(
						/^its excessBlobGas \d+ follows from block 72 under Osaka; under Prague/
					)
				}
			});
			expect(bpo1!.timestamp).toBeGreaterThanOrEqual(BPO1);
			expect(bpo1!.parentTimestamp).toBeLessThan(BPO1);
			// A third of three blobs more a block is Osaka’s rule and BPO1’s too: nothing tells them apart.
			expect(bpo1!.proof).toBeNull();
			const found = await run(store, 'fork.activation', OSAKA - 86_400, BPO1 + 86_400);
			expect(found).toMatchObject({
				value: OSAKA + 1,
				interval: [OSAKA + 1, OSAKA + 1],
				...{ unit: 'date', n: 1, peakAt: { time: OSAKA + 1, block: 72 } },
				provenance: {
					fromBlock: 71,
					toBlock: 72,
					toBlockHash: chain.blocks[72]!.hash,
					finality: 'finalized',
					methods: ['eth_getBlockByNumber']
				}
			});
			const asked = chain.asked.length;
			await collect(store, chain);
			// Known, but for the forks before the chain’s first block, of which one is looked for again.
			expect(chain.asked.length - asked).toBeLessThan(12);
		});
	});

	test('is not said where its parent is not there, and not of a window without a fork', async () => {
		await stored(async (store) => {
			const chain = makeEthereum();
			chain.known = { from: 100, to: 300 };
			chain.forkHeaders = async (numbers) => numbers.map(() => null);
			await collect(store, chain);
			expect(await store.getForkActivations(1)).toEqual([]);
			expect(await run(store, 'fork.activation', OSAKA, OSAKA + 10)).toMatchObject({
				value: null,
				reason: 'the first block of Osaka has not been found yet'
			});
			expect(await run(store, 'fork.activation', OSAKA + 1, OSAKA + 10)).toMatchObject({
				value: null,
				reason: 'no listed fork of Ethereum was due in this window'
			});
		});
	});

	test('that is no child of its parent, or not where it should be, is told and not kept', async () => {
		await stored(async (store) => {
			const chain = makeEthereum();
			const { forkHeaders } = chain;
			chain.forkHeaders = async (numbers) =>
				(await forkHeaders(numbers)).map(
					(each) => each && { ...each, parentHash: `0x${'0'.repeat(64)}` }
				);
			const [event] = await collect(store, chain);
			expect(event).toMatchObject({ event: 'no_forks' });
			expect((event as { detail: string }).detail).toMatch(
				/is no child of block \d+, as they were told/
			);
			expect(await store.getForkActivations(1)).toEqual([]);
		});
	});
});

describe('blobs a block', () => {
	test('are those of the schedule in force, meant over time', async () => {
		await stored(async (store) => {
			await collect(store, makeEthereum());
			expect(await run(store, 'blob.max', OSAKA, OSAKA + 3_600)).toMatchObject({
				...{ value: 9, interval: [9, 9], n: 1, coverage: 1, unit: 'blob/block' }
			});
			expect((await run(store, 'blob.target', BPO1, BPO1 + 3_600)).value).toBe(10);
			expect((await run(store, 'blob.max', BPO1 - 3_600, BPO1 + 1_800)).value).toBe(11);
			const head = (await store.findHead(1))!.timestamp;
			expect(await run(store, 'blob.max', head + 1, head + 3_601)).toMatchObject({
				...{ value: null, coverage: 0 }
			});
			expect(await run(store, 'blob.max', 1_700_000_000, 1_720_000_000)).toMatchObject({
				...{ value: null, reason: 'there were no blobs before 2024-03-13T13:55:35Z' }
			});
			expect(await run(store, 'blob.max', OSAKA, OSAKA + 10, 10)).toMatchObject({
				...{ value: null, reason: 'no list of forks of OP Mainnet is kept' }
			});
		});
	});

	test('have no value where a node tells another schedule, which is an incident', async () => {
		await stored(async (store) => {
			const chain = makeEthereum();
			const blobs = { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716n };
			const tells = (max: number) => {
				const fork = { activatesAt: OSAKA, blobs: { ...blobs, max } };
				chain.forksAtEach = async () => [{ host: 'node.test', forks: [fork] }];
			};
			tells(9);
			expect(await collect(store, chain)).toEqual([]);
			expect((await run(store, 'blob.max', OSAKA, OSAKA + 10)).value).toBe(9);
			expect(await store.getIncidents(1)).toEqual([]);
			tells(12);
			const why = `node.test tells of a fork at 2025-12-03T21:49:11Z with a target of 6 and at most 12 blobs, update fraction 5007716, where Osaka has a target of 6 and at most 9 blobs, update fraction 5007716`;
			expect(await collect(store, chain)).toEqual([{ event: 'no_forks', chain: 1, detail: why }]);
			expect(await run(store, 'blob.max', OSAKA, OSAKA + 10)).toMatchObject({
				...{ value: null, reason: why }
			});
			await collect(store, chain);
			expect(await store.getIncidents(1)).toMatchObject([{ kind: 'forks_differ', detail: why }]);
			// A window that ended before is not touched by it.
			expect((await run(store, 'blob.max', OSAKA - 20, OSAKA)).value).toBe(9);
		});
	});
});
