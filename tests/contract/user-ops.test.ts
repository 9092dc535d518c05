import { describe, expect, it } from 'vitest';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { InvalidBatchError } from '#lib/server/store/errors.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, EVM, makeBlocks, T0 } from './made-blocks.ts';
import { stateOf } from './snapshot.ts';

const DAY_FROM_T0 = { from: T0, to: unixSeconds(T0 + 24 * HOUR) };
/** One block a quarter of an hour but for a pair within ten seconds; each with one to three users' transactions. */
const TIMES = [0, 900, 905, 2_700, 3_600, 4_500];
const BLOCKS = makeBlocks(
	TIMES.map((time, index) => ({
		timestamp: T0 + time,
		txCount: 4,
		userTxCount: 1 + (index % 3)
	}))
);
const NO_FEES = { fees: [] };
const ALL = { from: 1, to: 6 };
/** With them the blocks hold 1, 2, 10, 1, 2 and 9 operations. */
const EXTRAS = [
	{ blockNumber: 3, extra: 7 },
	{ blockNumber: 6, extra: 6 }
];

/** Peaks of user operations: hour, length, value, time, block. */
async function peaks(store: Store) {
	const all = [];
	for (const size of [0, 10, 60] as const)
		for (const each of await store.getPeakHours(EVM, DAY_FROM_T0, 'user_ops', size))
			all.push([(each.hour - T0) / HOUR, size, each.value, each.at - T0, each.block]);
	return all;
}

describe.each(ENGINES)('user operations on $name', (engine) => {
	it('are summed by the hour with their peaks, and blocks with no more than transactions have no row', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(BLOCKS));
			await store.addFees(EVM, { range: ALL, ...NO_FEES, userOps: EXTRAS });
			expect(await store.getUserOps(EVM, ALL)).toEqual(EXTRAS);
			expect(await store.getUserOpRanges(EVM)).toEqual([
				{ ...ALL, fromTime: T0, toTime: T0 + 4_500 }
			]);
			expect(await store.getUserOpHours(EVM, DAY_FROM_T0)).toEqual([
				{ hour: T0, blocks: 4, userOps: 14, firstBlock: 1, lastBlock: 4 },
				{ hour: T0 + HOUR, blocks: 2, userOps: 11, firstBlock: 5, lastBlock: 6 }
			]);
			expect(await peaks(store)).toEqual([
				...[
					[0, 0, 10, 905, 3],
					[1, 0, 9, 4_500, 6]
				],
				...[
					[0, 10, 12, 900, 2],
					[1, 10, 9, 4_500, 6]
				],
				...[
					[0, 60, 12, 900, 2],
					[1, 60, 9, 4_500, 6]
				]
			]);
		});
	});

	it('are not counted where only fees were stored, and can be later', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(BLOCKS));
			await store.addFees(EVM, { range: ALL, ...NO_FEES });
			expect(await store.getUncountedUserOps(EVM)).toEqual([ALL]);
			expect(await store.getUserOpHours(EVM, DAY_FROM_T0)).toEqual([]);
			expect(await peaks(store)).toEqual([]);
			const part = { from: 3, to: 4 };
			const ofPart = EXTRAS.slice(0, 1);
			await store.addFees(EVM, { range: part, ...NO_FEES, userOps: ofPart });
			expect(await store.getUncountedUserOps(EVM)).toEqual([
				{ from: 1, to: 2 },
				{ from: 5, to: 6 }
			]);
			// Users' transactions of blocks that are not counted are no part of the sum.
			expect(await store.getUserOpHours(EVM, DAY_FROM_T0)).toEqual([
				{ hour: T0, blocks: 2, userOps: 11, firstBlock: 3, lastBlock: 4 }
			]);
			await store.addFees(EVM, { range: ALL, ...NO_FEES, userOps: EXTRAS });
			expect(await store.getUncountedUserOps(EVM)).toEqual([]);
			const inPieces = await stateOf(store, EVM);
			const at = await store.dataVersion();
			await store.addFees(EVM, { range: ALL, ...NO_FEES, userOps: EXTRAS });
			expect(await store.dataVersion()).toBe(at);
			await withStore(engine, async (other) => {
				await other.addBlocks(EVM, batchOf(BLOCKS));
				await other.addFees(EVM, { range: ALL, ...NO_FEES, userOps: EXTRAS });
				expect(await stateOf(other, EVM)).toEqual(inPieces);
			});
		});
	});

	it('stay as they are when a block is stored into their hour', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(BLOCKS, { from: 3, to: 6 }));
			await store.addFees(EVM, { range: { from: 3, to: 6 }, ...NO_FEES, userOps: EXTRAS });
			const before = [await store.getUserOpHours(EVM, DAY_FROM_T0), await peaks(store)];
			expect(before[1]).toHaveLength(6);
			await store.addBlocks(EVM, batchOf(BLOCKS));
			expect([await store.getUserOpHours(EVM, DAY_FROM_T0), await peaks(store)]).toEqual(before);
		});
	});

	it('go with the blocks of a reorganisation', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(BLOCKS));
			await store.addFees(EVM, { range: ALL, ...NO_FEES, userOps: EXTRAS });
			await store.discardAbove(EVM, 2, 6);
			expect(await store.getUserOps(EVM, ALL)).toEqual([]);
			expect(await store.getUserOpRanges(EVM)).toEqual([
				{ from: 1, to: 2, fromTime: T0, toTime: T0 + 900 }
			]);
			expect(await store.getUserOpHours(EVM, DAY_FROM_T0)).toEqual([
				{ hour: T0, blocks: 2, userOps: 3, firstBlock: 1, lastBlock: 2 }
			]);
			expect(await peaks(store)).toEqual([
				[0, 0, 2, 900, 2],
				[0, 10, 2, 900, 2],
				[0, 60, 2, 900, 2]
			]);
		});
	});

	it('of dropped hours that were never counted are not asked for again', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(
				EVM,
				batchOf(
					makeBlocks(
						TIMES.map((time) => ({ timestamp: T0 + time })),
						0
					)
				)
			);
			await store.addFees(EVM, { range: { from: 0, to: 5 }, ...NO_FEES });
			const [number, timestamp] = [5, unixSeconds(T0 + 4_500)];
			const finalized = { number, timestamp };
			await store.recordHead({
				...{ chainId: EVM, number, timestamp, hash: '0x', finalized },
				...{ seenAt: timestamp, endpoint: 'node.example' }
			});
			expect(await store.dropRawFacts(EVM, unixSeconds(T0 + HOUR))).toMatchObject({ hours: 1 });
			expect(await store.getUncountedUserOps(EVM)).toEqual([{ from: 4, to: 5 }]);
			await store.addFees(EVM, { range: { from: 4, to: 5 }, ...NO_FEES, userOps: [] });
			expect(await store.getUncountedUserOps(EVM)).toEqual([]);
			await store.dropRollups(EVM, unixSeconds(T0 + HOUR));
			expect(await store.getUncountedUserOps(EVM)).toEqual([]);
			expect(await store.getUserOpHours(EVM, DAY_FROM_T0)).toHaveLength(1);
		});
	});

	it('are refused outside the range, twice, and where they are none', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(BLOCKS));
			for (const userOps of [
				[{ blockNumber: 3, extra: 1 }],
				[1, 1].map((blockNumber) => ({ blockNumber, extra: 1 })),
				[{ blockNumber: 1, extra: 0 }],
				[{ blockNumber: 1, extra: 0.5 }]
			])
				await expect(
					store.addFees(EVM, { range: { from: 1, to: 2 }, ...NO_FEES, userOps })
				).rejects.toThrow(InvalidBatchError);
			expect(await store.getWanted(EVM, 'fee')).toEqual([]);
		});
	});
});
