import { describe, expect, test } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { gas, unixSeconds, wei } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { ENGINES, withStore } from '../../tests/contract/engines.ts';
import { GENESIS, makeChain, type MadeChain } from '../../tests/made-chain.ts';
import { collectFeeHistory } from './collect-fee-history.ts';
import { createHistoryWork, type HistoryWork } from './history-work.ts';
import type { PassEvent } from './pass.ts';

const BLOCKS_AN_HOUR = 300;
const hour = (index: number) => unixSeconds(GENESIS + index * HOUR);
const window = (from: number, to: number): TimeWindow => ({ from: hour(from), to: hour(to) });
const stored = <Result>(use: (store: Store) => Promise<Result>) => withStore(ENGINES[0]!, use);

/** Forty hours of blocks whose base fee moves a little with each; the last hour is not final. */
function movingChain(): MadeChain {
	const chain = makeChain(1, 40 * BLOCKS_AN_HOUR);
	chain.blocks = chain.blocks.map((block) => ({
		...block,
		baseFee: wei(1_000_000_000n + BigInt((block.number * 7_919) % 5_000) * 1_000_000n)
	}));
	chain.finalized = 39 * BLOCKS_AN_HOUR;
	return chain;
}

async function collect(
	store: Store,
	chain: MadeChain,
	windows: readonly TimeWindow[],
	options: { work?: HistoryWork; isOver?: () => boolean; onlyBaseFees?: boolean } = {}
): Promise<PassEvent[]> {
	const events: PassEvent[] = [];
	const wanted = windows.map((each) => ({
		window: each,
		onlyBaseFees: options.onlyBaseFees ?? false
	}));
	await collectFeeHistory(
		{
			chain: chainById(1),
			source: chain,
			store,
			isOver: options.isOver ?? (() => false),
			signal: new AbortController().signal,
			report: (event) => events.push(event)
		},
		await chain.head(),
		options.work ?? createHistoryWork(() => ({ fees: [], prices: [] })),
		wanted
	);
	return events;
}

const hoursOf = async (store: Store) =>
	(await store.getFeeHistoryHours(1, window(0, 100))).map((each) => (each.hour - GENESIS) / HOUR);
const countOf = (chain: MadeChain, what: string) =>
	chain.asked.filter(({ request }) => request === what).length;

describe('fee histories', () => {
	test('are what the headers of each hour say, with zeros and empty blocks apart', async () => {
		await stored(async (store) => {
			const chain = movingChain();
			expect(await collect(store, chain, [window(3, 30)])).toEqual([
				{ event: 'fee_history', chain: 1, hours: 27, left: 0 }
			]);
			expect(await hoursOf(store)).toEqual(Array.from({ length: 27 }, (_, index) => index + 3));
			const [first] = await store.getFeeHistoryHours(1, window(3, 4));
			expect(first).toEqual({
				hour: hour(3),
				range: { from: 900, to: 1_199 },
				toHash: chain.blocks[1_199]!.hash
			});
			const blocks = chain.blocks.slice(900, 1_200);
			const counts = new Map<number, number>();
			for (const { baseFee } of blocks) {
				const bucket = bucketOf(baseFee!);
				counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
			}
			expect(await store.getFeeHistoryBuckets(1, window(3, 4), 'base_fee')).toEqual(
				[...counts]
					.sort(([a], [b]) => a - b)
					.map(([bucket, count]) => ({ hour: hour(3), bucket, count }))
			);
			const tips = (await chain.feeHistory({ from: 900, to: 1_199 })).flatMap((each) =>
				each.medianTip === null ? [] : [{ tip: each.medianTip, baseFee: each.baseFee }]
			);
			expect(tips).toHaveLength(200);
			const sum = tips.reduce((total, { tip }) => total + tip, 0n);
			const zero = tips.filter(({ tip }) => tip === 0n).length;
			expect(zero).toBe(20);
			expect(await store.getFeeHistorySums(1, window(3, 4), 'tip')).toEqual([
				{ hour: hour(3), count: 200, zero, sum }
			]);
			const price = tips.reduce((total, { tip, baseFee }) => total + 21_000n * (tip + baseFee), 0n);
			expect(await store.getFeeHistorySums(1, window(3, 4), 'transfer_price')).toEqual([
				{ hour: hour(3), count: 200, zero: 0, sum: price }
			]);
		});
	});

	test('come newest first, only of final hours, and go on where they were broken off', async () => {
		await stored(async (store) => {
			const chain = movingChain();
			let looks = 0;
			const isOver = () => looks++ > 0;
			expect(await collect(store, chain, [window(3, 60)], { isOver })).toEqual([
				{ event: 'fee_history', chain: 1, hours: 24, left: 12 }
			]);
			// The hour of block 39 × 300, the last final one, is not over.
			expect((await hoursOf(store))[0]).toBe(15);
			expect((await hoursOf(store)).at(-1)).toBe(38);
			await collect(store, chain, [window(3, 60)]);
			expect((await hoursOf(store))[0]).toBe(3);
			const asked = countOf(chain, 'history');
			await collect(store, chain, [window(3, 60)]);
			expect(countOf(chain, 'history')).toBe(asked);
			const told = chain.asked.filter(({ request }) => request === 'history');
			const blocks = told.reduce((sum, { at }) => sum + at.to - at.from + 1, 0);
			expect(blocks).toBe(36 * BLOCKS_AN_HOUR);
		});
	});

	test('are not read of hours whose blocks are stored, where base fees alone are asked for', async () => {
		await stored(async (store) => {
			const chain = movingChain();
			const range = { from: 5 * BLOCKS_AN_HOUR, to: 7 * BLOCKS_AN_HOUR };
			await store.addBlocks(1, { range, blocks: chain.blocks.slice(range.from, range.to + 1) });
			await collect(store, chain, [window(4, 8)], { onlyBaseFees: true });
			expect(await hoursOf(store)).toEqual([4, 7]);
			await collect(store, chain, [window(4, 8)]);
			expect(await hoursOf(store)).toEqual([4, 5, 6, 7]);
		});
	});

	test('before the oldest block are not there, and are not asked for again', async () => {
		await stored(async (store) => {
			const chain = movingChain();
			chain.known = { from: 10 * BLOCKS_AN_HOUR - 5, to: chain.blocks.length };
			const work = createHistoryWork(() => ({ fees: [], prices: [] }));
			const events = await collect(store, chain, [window(0, 12)], { work });
			expect(await hoursOf(store)).toEqual([10, 11]);
			expect(events).toContainEqual(
				expect.objectContaining({
					event: 'no_fee_history',
					detail: `the node has no block before ${10 * BLOCKS_AN_HOUR - 5}`
				})
			);
			const asked = chain.asked.length;
			await collect(store, chain, [window(0, 12)], { work });
			// The head, which the test asks for itself.
			expect(chain.asked.length).toBe(asked + 1);
		});
	});

	test.each<[string, (chain: MadeChain) => void, RegExp]>([
		[
			'another base fee',
			(chain) => {
				const { feeHistory } = chain;
				chain.feeHistory = async (range) =>
					(await feeHistory(range)).map((each) => ({ ...each, baseFee: wei(7n) }));
			},
			/tells a base fee of 7 of block 1200, and its header \d+/
		],
		[
			'a gas share that is a placeholder',
			(chain) => {
				const { feeHistory } = chain;
				chain.feeHistory = async (range) =>
					(await feeHistory(range)).map((each) => ({ ...each, gasUsedRatio: 0.5 }));
			},
			/tells a gas share of 0.5 of block 1200, and its header 0 ÷ 30000000: a placeholder/
		],
		[
			'nothing',
			(chain) => {
				chain.feeHistory = () => Promise.reject(new Error('the method is not there'));
			},
			/the method is not there/
		]
	])('that tell %s are not stored, and that is said', async (_, tamper, why) => {
		await stored(async (store) => {
			const chain = movingChain();
			tamper(chain);
			const work = createHistoryWork(() => ({ fees: [], prices: [] }));
			const events = await collect(store, chain, [window(4, 8)], { work });
			expect(events).toHaveLength(1);
			expect(events[0]).toMatchObject({ event: 'no_fee_history' });
			expect((events[0] as { detail: string }).detail).toMatch(why);
			expect(await hoursOf(store)).toEqual([]);
			expect(work.hasFailed).toBe(true);
		});
	});

	test('of an hour without a block are known to be none', async () => {
		await stored(async (store) => {
			const chain = movingChain();
			// The chain stood still for two hours after block 1,500.
			chain.blocks = chain.blocks.map((block) =>
				block.number <= 1_500
					? block
					: { ...block, gasUsed: gas(0), timestamp: unixSeconds(block.timestamp + 2 * HOUR) }
			);
			await collect(store, chain, [window(4, 9)]);
			const hours = await store.getFeeHistoryHours(1, window(4, 9));
			expect(hours.map(({ range }) => range && [range.from, range.to])).toEqual([
				[1_200, 1_499],
				[1_500, 1_500],
				null,
				[1_501, 1_799],
				[1_800, 2_099]
			]);
		});
	});
});
