import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeeClass, FeeFact } from '#lib/domain/facts.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { BlocksNotCoveredError, InvalidBatchError } from '#lib/server/store/errors.ts';
import { ENGINES, withStore } from './engines.ts';
import { batchOf, EVM, hashOf, steadyBlocks, T0, userOpsOf } from './made-blocks.ts';
import { stateOf } from './snapshot.ts';

const DAY_FROM_T0 = { from: T0, to: unixSeconds(T0 + 24 * HOUR) };
const ETHER = 10n ** 18n;

function feeOf(blockNumber: number, amount: bigint, transactionIndex = 0): FeeFact {
	return { blockNumber, transactionIndex, feeClass: 'native_transfer', fee: wei(amount) };
}

describe.each(ENGINES)('fees on $name', (engine) => {
	describe('refuse', () => {
		it('blocks that are not stored, wholly or in part', async () => {
			await withStore(engine, async (store) => {
				await expect(
					store.addFees(EVM, { range: { from: 1, to: 2 }, fees: [feeOf(1, 5n)] })
				).rejects.toThrow(/chain 1: blocks 1–2 are not stored/);
				await store.addBlocks(EVM, batchOf(steadyBlocks(10)));
				await expect(
					store.addFees(EVM, { range: { from: 8, to: 11 }, fees: [feeOf(9, 5n)] })
				).rejects.toThrow(BlocksNotCoveredError);
				expect(await store.getWanted(EVM, 'fee')).toEqual([]);
				expect(await store.getFeeHours(EVM, DAY_FROM_T0, 'native_transfer')).toEqual([]);
			});
		});

		it('a fee outside the range, and one transaction twice', async () => {
			await withStore(engine, async (store) => {
				await store.addBlocks(EVM, batchOf(steadyBlocks(10)));
				await expect(
					store.addFees(EVM, { range: { from: 1, to: 2 }, fees: [feeOf(3, 5n)] })
				).rejects.toThrow(/fee 3\/0 lies outside/);
				await expect(
					store.addFees(EVM, { range: { from: 1, to: 2 }, fees: [feeOf(1, 5n), feeOf(1, 6n)] })
				).rejects.toThrow(InvalidBatchError);
			});
		});

		it('an amount that two integers cannot hold', async () => {
			await withStore(engine, async (store) => {
				await store.addBlocks(EVM, batchOf(steadyBlocks(10)));
				const absurd = feeOf(1, 2n ** 63n * 10n ** 9n);
				await expect(
					store.addFees(EVM, { range: { from: 1, to: 2 }, fees: [absurd] })
				).rejects.toThrow(/wei cannot be stored/);
				expect(await store.getWanted(EVM, 'fee')).toEqual([]);
			});
		});
	});

	it('keep exact sums far beyond 9.2 ETH, and count what cost nothing apart', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(400)));
			const fees = [
				feeOf(1, 7n * ETHER + 1n),
				feeOf(1, 7n * ETHER + 999_999_999n, 1),
				feeOf(2, 123_456n * ETHER),
				feeOf(2, 0n, 3),
				feeOf(310, 21_000n * 25_000_000_007n)
			];
			await store.addFees(EVM, { range: { from: 1, to: 400 }, fees });
			expect(await store.getFeeHours(EVM, DAY_FROM_T0, 'native_transfer')).toEqual([
				{
					hour: T0,
					feeClass: 'native_transfer',
					count: 4,
					zero: 1,
					sum: 123_470n * ETHER + 1_000_000_000n
				},
				{
					hour: T0 + HOUR,
					feeClass: 'native_transfer',
					count: 1,
					zero: 0,
					sum: 21_000n * 25_000_000_007n
				}
			]);
			expect(await store.getHistogram(EVM, DAY_FROM_T0, 'native_transfer')).toEqual([
				{ hour: T0, bucket: -1, count: 1 },
				{ hour: T0, bucket: bucketOf(7n * ETHER), count: 2 },
				{ hour: T0, bucket: bucketOf(123_456n * ETHER), count: 1 },
				{ hour: T0 + HOUR, bucket: bucketOf(21_000n * 25_000_000_007n), count: 1 }
			]);
		});
	});

	it('keep each class apart, in sums and in histograms', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(20)));
			const token = (index: number, amount: bigint): FeeFact => ({
				...feeOf(2, amount, index),
				feeClass: 'erc20_transfer'
			});
			const fees = [feeOf(2, 21_000n), token(1, 60_000n), token(2, 0n)];
			await store.addFees(EVM, { range: { from: 1, to: 20 }, fees });
			const sums = async (feeClass: FeeClass) =>
				(await store.getFeeHours(EVM, DAY_FROM_T0, feeClass)).map((hour) => [
					hour.feeClass,
					hour.count,
					hour.zero,
					hour.sum
				]);
			expect(await sums('native_transfer')).toEqual([['native_transfer', 1, 0, 21_000n]]);
			expect(await sums('erc20_transfer')).toEqual([['erc20_transfer', 2, 1, 60_000n]]);
			expect(await store.getHistogram(EVM, DAY_FROM_T0, 'erc20_transfer')).toEqual([
				{ hour: T0, bucket: -1, count: 1 },
				{ hour: T0, bucket: bucketOf(60_000n), count: 1 }
			]);
			await store.discardAbove(EVM, 1, 20);
			expect(await sums('erc20_transfer')).toEqual([]);
			expect(await store.getHistogram(EVM, DAY_FROM_T0, 'erc20_transfer')).toEqual([]);
		});
	});

	it('cover a range in which there were none', async () => {
		await withStore(engine, async (store) => {
			await store.addBlocks(EVM, batchOf(steadyBlocks(20)));
			await store.addFees(EVM, { range: { from: 3, to: 9 }, fees: [] });
			expect(await store.getCovered(EVM, 'fee')).toEqual([
				{
					from: 3,
					to: 9,
					fromTime: T0 + 2 * 12,
					toTime: T0 + 8 * 12,
					fromHash: hashOf(3),
					toHash: hashOf(9)
				}
			]);
			expect(await store.getFeeHours(EVM, DAY_FROM_T0, 'native_transfer')).toEqual([]);
		});
	});

	it('give the same state in whatever order and pieces they and their blocks arrive', async () => {
		const blocks = steadyBlocks(40, 400);
		const amounts = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.bigInt(0n, 10n ** 20n)), {
			maxLength: 40
		});
		const pieces = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(12)), {
			maxLength: 8
		});
		await fc.assert(
			fc.asyncProperty(amounts, pieces, async (each, arrivals) => {
				const fees = each.map(([block, amount], index) => feeOf(block, amount, index));
				const batch = (from: number, to: number) => ({
					range: { from, to },
					fees: fees.filter(({ blockNumber }) => blockNumber >= from && blockNumber <= to),
					userOps: userOpsOf(blocks.slice(from - 1, to).map(({ number }) => number))
				});
				const whole = await withStore(engine, async (store) => {
					await store.addBlocks(EVM, batchOf(blocks));
					await store.addFees(EVM, batch(1, 40));
					return stateOf(store, EVM);
				});
				await withStore(engine, async (store) => {
					await store.extendWanted(EVM, 'block', { from: 1, to: 40 });
					await store.extendWanted(EVM, 'fee', { from: 1, to: 40 });
					for (const [from, more] of arrivals) {
						const to = Math.min(from + more, 40);
						await store.addBlocks(EVM, batchOf(blocks, { from, to }));
						await store.addFees(EVM, batch(from, to));
					}
					await store.addBlocks(EVM, batchOf(blocks));
					for (const { from, to } of await store.getGaps({ kind: 'fee' }))
						await store.addFees(EVM, batch(from, to));
					await store.addFees(EVM, batch(5, 35));
					expect(await stateOf(store, EVM)).toEqual(whole);
				});
			}),
			{ numRuns: 30 }
		);
	}, 60_000);
});
