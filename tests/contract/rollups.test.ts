import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockFact } from '#lib/domain/facts.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { PeakQuantity } from '#lib/server/store/ports/rollups.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, ERA, EVM, makeBlocks, steadyBlocks, T0 } from './made-blocks.ts';
import { rollupsOf } from './snapshot.ts';

const DAY_FROM_T0 = { from: T0, to: unixSeconds(T0 + 24 * HOUR) };

async function intervals(store: StoreReader, chain: number): Promise<[number, number, number][]> {
	const rows = await store.getHistogram(chain, DAY_FROM_T0, 'block_interval');
	return rows.map(({ hour, bucket, count }) => [(hour - T0) / HOUR, bucket, count]);
}

describe.each(ENGINES)('block rollups on $name', (engine) => {
	it('sum each hour, and have no row for an hour without a block', async () => {
		await withStore(engine, async (store) => {
			const blocks = makeBlocks([
				{ timestamp: T0, txCount: 4, userTxCount: 3, gasUsed: 100 },
				{ timestamp: T0 + HOUR - 1, txCount: 0, gasUsed: 0 },
				{ timestamp: T0 + 2 * HOUR, txCount: 5, userTxCount: 5, gasUsed: 7 }
			]);
			await store.addBlocks(EVM, batchOf(blocks));
			expect(await store.getBlockHours(EVM, DAY_FROM_T0)).toEqual([
				{ hour: T0, blocks: 2, tx: 4, userTx: 3, gas: 100n, firstBlock: 1, lastBlock: 2 },
				{
					hour: T0 + 2 * HOUR,
					blocks: 1,
					tx: 5,
					userTx: 5,
					gas: 7n,
					firstBlock: 3,
					lastBlock: 3
				}
			]);
			const secondHour = { from: unixSeconds(T0 + HOUR), to: unixSeconds(T0 + 2 * HOUR) };
			expect(await store.getBlockHours(EVM, secondHour)).toEqual([]);
		});
	});

	it('sum gas limits beside the gas used, exactly, where they bind', async () => {
		await withStore(engine, async (store) => {
			const most = 2 ** 53 - 1;
			const blocks = makeBlocks([
				{ timestamp: T0, gasUsed: 100, gasLimit: 1_000 },
				...Array.from({ length: 2_000 }, () => ({ timestamp: T0 + 9, gasUsed: 3, gasLimit: most })),
				{ timestamp: T0 + HOUR, gasUsed: 0, gasLimit: 0 },
				{ timestamp: T0 + 2 * HOUR, gasUsed: 7, gasLimit: 8 }
			]);
			await store.addBlocks(EVM, batchOf(blocks, { from: 3, to: blocks.length }));
			await store.addBlocks(EVM, batchOf(blocks, { from: 1, to: 2 }));
			const gasLimit = 1_000n + 2_000n * BigInt(most);
			expect(gasLimit).toBeGreaterThan(2n ** 63n);
			expect(await store.getFullnessHours(EVM, DAY_FROM_T0)).toEqual([
				{ hour: T0, blocks: 2_001, gasUsed: 6_100n, gasLimit },
				{ hour: T0 + HOUR, blocks: 1, gasUsed: 0n, gasLimit: 0n },
				{ hour: T0 + 2 * HOUR, blocks: 1, gasUsed: 7n, gasLimit: 8n }
			]);
			await store.addBlocks(ERA, batchOf(blocks));
			expect(await store.getFullnessHours(ERA, DAY_FROM_T0)).toEqual([]);
			expect((await store.findBlock(ERA, 2))?.gasLimit).toBe(most);
		});
	});

	it('sum gas beyond 2⁵³ exactly', async () => {
		await withStore(engine, async (store) => {
			const each = 2 ** 52 + 1;
			const blocks = makeBlocks(
				Array.from({ length: 5 }, (_, index) => ({ timestamp: T0 + 100 * index, gasUsed: each }))
			);
			await store.addBlocks(EVM, batchOf(blocks));
			const [hour] = await store.getBlockHours(EVM, DAY_FROM_T0);
			expect(hour?.gas).toBe(5n * BigInt(each));
		});
	});

	it('refuse a gas peak that no number holds exactly', async () => {
		await withStore(engine, async (store) => {
			const absurd = makeBlocks([
				{ timestamp: T0, gasUsed: 2 ** 53 - 1 },
				{ timestamp: T0, gasUsed: 2 ** 53 - 1 }
			]);
			await expect(store.addBlocks(EVM, batchOf(absurd))).rejects.toThrow(/block 1.*gas/);
			expect(await store.hasFacts()).toBe(false);
		});
	});

	describe('intervals', () => {
		it('belong to the hour of the block that ends them, also across batches', async () => {
			await withStore(engine, async (store) => {
				const blocks = makeBlocks([
					{ timestamp: T0 + 3_580 },
					{ timestamp: T0 + 3_598 },
					{ timestamp: T0 + 3_610 },
					{ timestamp: T0 + 3_610 }
				]);
				await store.addBlocks(EVM, batchOf(blocks, { from: 3, to: 4 }));
				expect(await intervals(store, EVM)).toEqual([[1, 0, 1]]);
				await store.addBlocks(EVM, batchOf(blocks, { from: 1, to: 1 }));
				expect(await intervals(store, EVM)).toEqual([[1, 0, 1]]);
				await store.addBlocks(EVM, batchOf(blocks, { from: 2, to: 2 }));
				expect(await intervals(store, EVM)).toEqual([
					[0, 18, 1],
					[1, 0, 1],
					[1, 12, 1]
				]);
			});
		});

		it('never span blocks that are not stored', async () => {
			await withStore(engine, async (store) => {
				const blocks = steadyBlocks(9);
				await store.addBlocks(EVM, batchOf(blocks, { from: 1, to: 3 }));
				await store.addBlocks(EVM, batchOf(blocks, { from: 7, to: 9 }));
				expect(await intervals(store, EVM)).toEqual([[0, 12, 4]]);
			});
		});

		const fictive = makeBlocks([
			{ timestamp: T0, txCount: 1 },
			{ timestamp: T0 + 1, txCount: 0 },
			{ timestamp: T0 + 2, txCount: 0 },
			{ timestamp: T0 + 5, txCount: 1 },
			{ timestamp: T0 + 6, txCount: 1 }
		]);

		it('count an empty block where it is a real one', async () => {
			await withStore(engine, async (store) => {
				await store.addBlocks(EVM, batchOf(fictive));
				expect(await intervals(store, EVM)).toEqual([
					[0, 1, 3],
					[0, 3, 1]
				]);
			});
		});

		it('pass over empty blocks where they are bookkeeping, if all between are stored', async () => {
			await withStore(engine, async (store) => {
				await store.addBlocks(ERA, batchOf(fictive, { from: 3, to: 5 }));
				expect(await intervals(store, ERA)).toEqual([[0, 1, 1]]);
				await store.addBlocks(ERA, batchOf(fictive, { from: 1, to: 1 }));
				expect(await intervals(store, ERA)).toEqual([[0, 1, 1]]);
				await store.addBlocks(ERA, batchOf(fictive, { from: 2, to: 2 }));
				expect(await intervals(store, ERA)).toEqual([
					[0, 1, 1],
					[0, 5, 1]
				]);
			});
		});

		it('look back over at most 15 bookkeeping blocks', async () => {
			for (const [empty, expected] of [
				[15, [[0, 16, 1]]],
				[16, []]
			] as const) {
				const blocks = makeBlocks(
					Array.from({ length: empty + 2 }, (_, index) => ({
						timestamp: T0 + index,
						txCount: index === 0 || index === empty + 1 ? 1 : 0
					}))
				);
				await withStore(engine, async (store) => {
					await store.addBlocks(ERA, batchOf(blocks));
					expect(await intervals(store, ERA)).toEqual(expected);
				});
			}
		});
	});

	describe('peaks', () => {
		it('take the earliest of equals, and say where', async () => {
			await withStore(engine, async (store) => {
				const blocks = makeBlocks(
					[1, 2, 2, 1, 3, 0].map((txCount, index) => ({ timestamp: T0 + 5 * index, txCount }))
				);
				await store.addBlocks(EVM, batchOf(blocks));
				const peak = async (windowSeconds: 0 | 10 | 60) =>
					(await store.getPeakHours(EVM, DAY_FROM_T0, 'tx', windowSeconds))[0];
				expect(await peak(0)).toMatchObject({ value: 3, at: T0 + 20, block: 5 });
				expect(await peak(10)).toMatchObject({ value: 3, at: T0, block: 1 });
				expect(await peak(60)).toMatchObject({ value: 9, at: T0, block: 1 });
			});
		});

		it('equal those found by trying every window', async () => {
			const words = fc.array(
				fc.record({
					wait: fc.integer({ min: 0, max: 200 }),
					txCount: fc.integer({ min: 0, max: 50 }),
					gasUsed: fc.integer({ min: 0, max: 1_000 })
				}),
				{ minLength: 1, maxLength: 80 }
			);
			await fc.assert(
				fc.asyncProperty(words, async (steps) => {
					let timestamp: number = T0;
					const blocks = makeBlocks(
						steps.map(({ wait, ...each }) => ({ timestamp: (timestamp += wait), ...each }))
					);
					await withStore(engine, async (store) => {
						await store.addBlocks(EVM, batchOf(blocks));
						const { peaks } = await rollupsOf(store, EVM);
						expect(peaks).toEqual(peaksByHand(blocks));
					});
				}),
				{ numRuns: 40 }
			);
		}, 60_000);
	});

	it('count base fees by log bucket, zero in a bucket of its own, none where there is none', async () => {
		await withStore(engine, async (store) => {
			const fees = [0n, 0n, null, 7n, 25_000_000_000n, 25_000_000_001n];
			const blocks = makeBlocks(fees.map((baseFee) => ({ timestamp: T0, baseFee })));
			await store.addBlocks(EVM, batchOf(blocks));
			expect(await store.getHistogram(EVM, DAY_FROM_T0, 'base_fee')).toEqual([
				{ hour: T0, bucket: -1, count: 2 },
				{ hour: T0, bucket: bucketOf(7n), count: 1 },
				{ hour: T0, bucket: bucketOf(25_000_000_000n), count: 2 }
			]);
		});
	});
});

/** The peaks of every hour, by looking at each window of it in turn. */
function peaksByHand(blocks: readonly BlockFact[]) {
	const valueOf: Record<Exclude<PeakQuantity, 'user_ops'>, (block: BlockFact) => number> = {
		tx: (block) => block.txCount,
		user_tx: (block) => block.userTxCount,
		gas: (block) => block.gasUsed
	};
	const hours = [...new Set(blocks.map(({ timestamp }) => Math.floor(timestamp / HOUR) * HOUR))];
	return (['tx', 'user_tx', 'gas'] as const).flatMap((quantity) =>
		([0, 10, 60] as const).flatMap((windowSeconds) =>
			hours.map((hour) => {
				const inHour = blocks.filter((each) => Math.floor(each.timestamp / HOUR) * HOUR === hour);
				const groups = windowSeconds
					? Array.from({ length: HOUR / windowSeconds }, (_, index) => {
							const at = hour + index * windowSeconds;
							return inHour.filter(
								(each) => each.timestamp >= at && each.timestamp < at + windowSeconds
							);
						}).filter((group) => group.length > 0)
					: inHour.map((block) => [block]);
				const sums = groups.map((group) =>
					group.reduce((sum, block) => sum + valueOf[quantity](block), 0)
				);
				const value = Math.max(...sums);
				const first = groups[sums.indexOf(value)]![0]!;
				const at = windowSeconds
					? Math.floor(first.timestamp / windowSeconds) * windowSeconds
					: first.timestamp;
				return { hour, quantity, windowSeconds, value, at, block: first.number };
			})
		)
	);
}
