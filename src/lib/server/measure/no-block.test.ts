import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { HOUR } from '#lib/domain/time.ts';
import { wei } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { addChain, at, chainOf, recordFinalHead, withStore } from '../test-chain.ts';
import type { Question } from './evaluate.ts';
import { series, type Resolution } from './series.ts';

const BLOCK_SECONDS = 600;
const BLOCKS_AN_HOUR = HOUR / BLOCK_SECONDS;

/** Blocks of these hours since the start, one each ten minutes from the first second on. */
const ofHours = (hours: readonly number[], txCount: (hour: number) => number = () => 2) =>
	hours.flatMap((hour) =>
		Array.from({ length: BLOCKS_AN_HOUR }, (_, index) => ({
			timestamp: at(hour * HOUR + index * BLOCK_SECONDS),
			txCount: txCount(hour)
		}))
	);

async function asked(
	store: Store,
	chainId: number,
	question: Partial<Question>,
	hours: number,
	resolution: Resolution = '1h'
) {
	const points = await series(
		store,
		chainById(chainId),
		{
			...{ metric: 'throughput.user_tx', statistic: 'mean', peakWindow: null },
			...{ zeroFees: 'included', ...question }
		},
		{ from: at(0), to: at(hours * HOUR) },
		resolution
	);
	return points.map(({ value, noBlock, reason, coverage }) => ({
		value: value === null ? null : value > 0 ? 'some' : 0,
		...{ noBlock, reason, coverage }
	}));
}

describe('a bucket of a series', () => {
	/** Hours: 0 busy, 1 idle, 2 and 3 without a block, 4 busy, then two that were not fetched, of 7 the second half. */
	async function collect(store: Store): Promise<void> {
		const made = chainOf(
			ofHours([0, 1, 4, 5, 6, 7, 8], (hour) => (hour === 1 ? 0 : 2)),
			1
		);
		const fees = made
			.filter(({ txCount, number }) => txCount > 0 && number !== made.length)
			.map(({ number }) => ({
				...{ blockNumber: number, transactionIndex: 0, feeClass: 'native_transfer' as const },
				fee: wei(21_000n)
			}));
		const known = [
			{ from: 1, to: 3 * BLOCKS_AN_HOUR },
			{ from: 5 * BLOCKS_AN_HOUR + 4, to: made.length }
		];
		for (const range of known) {
			const isIn = (number: number) => number >= range.from && number <= range.to;
			await store.addBlocks(1, { range, blocks: made.filter(({ number }) => isIn(number)) });
			await store.addFees(1, {
				range,
				fees: fees.filter(({ blockNumber }) => isIn(blockNumber))
			});
		}
		await recordFinalHead(store, 1, made.at(-1)!);
	}

	it('in which the chain made no block differs from one without a transaction and from one not seen', async () => {
		await withStore(async (store) => {
			await collect(store);
			const rate = await asked(store, 1, {}, 8);
			expect(rate.map(({ value }) => value)).toEqual(['some', 0, 0, 0, 'some', null, null, 'some']);
			expect(rate.map(({ noBlock }) => noBlock)).toEqual([
				...[false, false, true, true, false, false, false, false]
			]);
			expect(rate.filter(({ reason }) => reason !== null).map(({ reason }) => reason)).toEqual([
				...['no block of this window is collected', 'no block of this window is collected']
			]);
			const fee = await asked(store, 1, { metric: 'fee.native_transfer', statistic: 'p50' }, 8);
			expect(fee.map(({ reason }) => reason)).toEqual([
				...[null, ...[1, 2, 3].map(() => 'no plain transfer in this window'), null],
				...[5, 6].map(() => 'no fee of this window’s blocks is collected'),
				null
			]);
			expect(fee.map(({ noBlock }) => noBlock)).toEqual(rate.map(({ noBlock }) => noBlock));
		});
	});

	it('says so of every metric that is read block by block, by the minute and of a single block’s peak too', async () => {
		await withStore(async (store) => {
			await addChain(store, 1, chainOf(ofHours([0, 2])));
			const made = 'the chain made no block in this window';
			for (const [question, reason] of [
				[{ statistic: 'max', peakWindow: 'block' }, made],
				[{ metric: 'block.interval', statistic: 'p50' }, made],
				[{ metric: 'fee.base', statistic: 'p50' }, 'no block of this window states a base fee'],
				[{ metric: 'block.fullness', statistic: 'mean' }, 'no block falls in this window']
			] as const) {
				const [, halt] = await asked(store, 1, question, 2);
				expect(halt).toEqual({ value: null, noBlock: true, reason, coverage: 1 });
			}
			const [beside] = await asked(store, 1, { metric: 'price.eth_usd', statistic: 'p50' }, 2);
			expect(beside?.noBlock).toBe(false);
			const minutes = await asked(store, 1, {}, 1, '1m');
			expect(minutes.map(({ noBlock }) => noBlock)).toEqual(
				Array.from({ length: 60 }, (_, minute) => minute % 10 !== 0)
			);
		});
	});

	it('is not said to be without a block where its first or last seconds may hold one', async () => {
		await withStore(async (store) => {
			// Blocks of this family may share a second: that of the last block before, and of the first after.
			const times = [HOUR, 2 * HOUR - 1, 2 * HOUR, 4 * HOUR, 4 * HOUR, 4 * HOUR + 1];
			const made = chainOf(times.map((offset) => ({ timestamp: at(offset) })));
			for (const range of [
				{ from: 1, to: 3 },
				{ from: 5, to: 6 }
			])
				await store.addBlocks(324, { range, blocks: made.slice(range.from - 1, range.to) });
			await recordFinalHead(store, 324, made.at(-1)!);
			const points = await asked(store, 324, {}, 5);
			expect(points.map(({ noBlock }) => noBlock)).toEqual([false, false, false, false, false]);
			await store.addBlocks(324, { range: { from: 4, to: 4 }, blocks: made.slice(3, 4) });
			const joined = await asked(store, 324, {}, 5);
			expect(joined.map(({ noBlock }) => noBlock)).toEqual([false, false, false, true, false]);
		});
	});

	it('without a block is known of fee histories by the hour', async () => {
		await withStore(async (store) => {
			const block = { number: 1, baseFee: wei(7n), gasUsedRatio: 0.5 };
			await store.addFeeHistory(1, [
				{
					...{ hour: at(0), range: { from: 1, to: 1 }, toHash: `0x${'1'.repeat(64)}` },
					blocks: [{ ...block, medianTip: wei(3n), blobBaseFee: wei(1n) }]
				},
				{ hour: at(HOUR), range: null, toHash: `0x${'1'.repeat(64)}`, blocks: [] }
			]);
			const points = await asked(store, 1, { metric: 'fee.tip', statistic: 'p50' }, 3);
			expect(points.map(({ noBlock }) => noBlock)).toEqual([false, true, false]);

			// Of a day whose other hours nobody told of, that none of its blocks are known says nothing.
			const none = { range: null, toHash: `0x${'1'.repeat(64)}`, blocks: [] };
			await store.addFeeHistory(1, [{ ...none, hour: at(25 * HOUR) }]);
			const tips = { metric: 'fee.tip', statistic: 'p50' } as const;
			const days = await asked(store, 1, tips, 48, '1d');
			expect(days.map(({ noBlock, coverage }) => [noBlock, coverage])).toEqual([
				[false, 2 / 24],
				[false, 1 / 24]
			]);
		});
	});
});
