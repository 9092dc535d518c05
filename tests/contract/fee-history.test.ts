import { describe, expect, it } from 'vitest';
import type { FeeHistoryHour } from '#lib/domain/fee-history.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { ENGINES, withStore } from './engines.ts';
import { T0 } from './made-blocks.ts';

const START = Math.ceil(T0 / HOUR) * HOUR;
const hourAt = (index: number) => unixSeconds(START + index * HOUR);
const window = { from: hourAt(0), to: hourAt(10) };
const hash = (digit: number) => `0x${String(digit).repeat(64)}`;

/** Three blocks: one without a transaction, one without a tip, one that pays more than an int64 of wei in all. */
function hour(index: number, baseFee = 2n ** 61n): FeeHistoryHour {
	const from = 100 * index;
	const blocks = [null, 0n, 7n].map((tip, offset) => ({
		number: from + offset,
		baseFee: wei(baseFee + BigInt(offset)),
		gasUsedRatio: tip === null ? 0 : 0.5,
		medianTip: tip === null ? null : wei(tip),
		blobBaseFee: index === 0 ? null : wei(1n)
	}));
	return { hour: hourAt(index), range: { from, to: from + 2 }, toHash: hash(index), blocks };
}

describe.each(ENGINES)('fee histories on $name', (engine) => {
	it('are sums and histograms of whole hours, exact past 2^63, with zeros and absences apart', async () => {
		await withStore(engine, async (store) => {
			const empty = { hour: hourAt(2), range: null, toHash: hash(2), blocks: [] };
			await store.addFeeHistory(1, [hour(0), hour(1), empty]);
			expect(await store.getFeeHistoryHours(1, window)).toEqual([
				{ hour: hourAt(0), range: { from: 0, to: 2 }, toHash: hash(0) },
				{ hour: hourAt(1), range: { from: 100, to: 102 }, toHash: hash(1) },
				{ hour: hourAt(2), range: null, toHash: hash(2) }
			]);
			const sums = (of: Parameters<typeof store.getFeeHistorySums>[2]) =>
				store.getFeeHistorySums(1, window, of);
			expect((await sums('base_fee'))[0]).toEqual({
				hour: hourAt(0),
				count: 3,
				zero: 0,
				sum: 3n * 2n ** 61n + 3n
			});
			expect((await sums('tip'))[1]).toEqual({ hour: hourAt(1), count: 2, zero: 1, sum: 7n });
			expect((await sums('transfer_price'))[0]?.sum).toBe(21_000n * (2n * 2n ** 61n + 3n + 7n));
			expect((await sums('blob_base_fee')).map((each) => each.hour)).toEqual([hourAt(1)]);
			expect(await store.getFeeHistoryBuckets(1, window, 'tip')).toEqual(
				[0, 1].flatMap((index) =>
					[bucketOf(0n), bucketOf(7n)].map((bucket) => ({ hour: hourAt(index), bucket, count: 1 }))
				)
			);
			expect(await store.getFeeHistoryHours(10, window)).toEqual([]);
		});
	});

	it('of an hour that is told again stand in place of what was told before', async () => {
		await withStore(engine, async (store) => {
			await store.addFeeHistory(1, [hour(0), hour(1)]);
			const version = await store.dataVersion();
			await store.addFeeHistory(1, [hour(1, 50n)]);
			expect(await store.dataVersion()).toBeGreaterThan(version);
			const sums = await store.getFeeHistorySums(1, window, 'base_fee');
			expect(sums.map(({ sum }) => sum)).toEqual([3n * 2n ** 61n + 3n, 153n]);
			const buckets = await store.getFeeHistoryBuckets(1, window, 'base_fee');
			expect(buckets.filter((each) => each.hour === hourAt(1))).toEqual([
				{ hour: hourAt(1), bucket: bucketOf(50n), count: 1 },
				...[51n, 52n].map((fee) => ({ hour: hourAt(1), bucket: bucketOf(fee), count: 1 }))
			]);
		});
	});
});

describe.each(ENGINES)('known times of prices on $name', (engine) => {
	it('are one stretch where they touch, and each feed’s own', async () => {
		await withStore(engine, async (store) => {
			const check = { checkedAt: hourAt(9), knownTo: hourAt(9), ok: true, detail: null };
			const know = (from: number, to: number) =>
				store.recordPrices('eth-usd', [], check, { from: hourAt(from), to: hourAt(to) });
			for (const [from, to] of [
				[4, 5],
				[0, 1],
				[7, 9]
			] as const)
				await know(from, to);
			const known = (from: number, to: number) =>
				store.getPriceStretches('eth-usd', { from: hourAt(from), to: hourAt(to) });
			const stretch = (from: number, to: number) => ({ from: hourAt(from), to: hourAt(to) });
			expect(await known(0, 9)).toEqual([stretch(0, 1), stretch(4, 5), stretch(7, 9)]);
			const version = await store.dataVersion();
			await know(4, 5);
			expect(await store.dataVersion()).toBe(version);
			await know(1, 4);
			expect(await store.dataVersion()).toBeGreaterThan(version);
			expect(await known(0, 9)).toEqual([stretch(0, 5), stretch(7, 9)]);
			expect(await known(5, 7)).toEqual([]);
			expect(await store.getPriceStretches('eth-usd-era', window)).toEqual([]);
		});
	});
});

describe.each(ENGINES)('forks on $name', (engine) => {
	it('are kept as each host tells them last, and activations by their time', async () => {
		await withStore(engine, async (store) => {
			const told = {
				activatesAt: hourAt(1),
				host: 'a.test',
				blobs: { target: 6, max: 9, baseFeeUpdateFraction: 5_007_716n },
				checkedAt: hourAt(2)
			};
			await store.recordToldForks(1, [told, { ...told, host: 'b.test', blobs: null }]);
			const version = await store.dataVersion();
			await store.recordToldForks(1, [{ ...told, checkedAt: hourAt(3) }]);
			expect(await store.dataVersion()).toBe(version);
			const other = { ...told, blobs: { ...told.blobs, max: 12 }, checkedAt: hourAt(4) };
			await store.recordToldForks(1, [other]);
			expect(await store.dataVersion()).toBeGreaterThan(version);
			expect(await store.getToldForks(1)).toEqual([
				other,
				{ ...told, host: 'b.test', blobs: null }
			]);
			const activation = {
				activatesAt: hourAt(1),
				block: 7,
				timestamp: unixSeconds(hourAt(1) + 12),
				hash: hash(7),
				parentTimestamp: unixSeconds(hourAt(1) - 12),
				proof: null
			};
			await store.recordForkActivation(1, activation);
			const proven = { ...activation, proof: { block: 8, rule: 'it has a requestsHash' } };
			await store.recordForkActivation(1, proven);
			expect(await store.getForkActivations(1)).toEqual([proven]);
			expect(await store.getForkActivations(10)).toEqual([]);
		});
	});
});
