import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeCounts } from './bucket-counts.ts';
import {
	bucketBounds,
	bucketOf,
	bucketValue,
	histogramQuantile,
	ZERO_BUCKET
} from './log-histogram.ts';

const amounts = fc.bigInt({ min: 1n, max: 2n ** 256n - 1n });
const manyAmounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n }), { minLength: 1 });

function histogram(values: readonly bigint[]): Map<number, number> {
	const counts = new Map<number, number>();
	for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
	return counts;
}

describe('bucketOf', () => {
	it('refuses a negative amount and one beyond 256 bits', () => {
		expect(() => bucketOf(-1n)).toThrow('got -1');
		expect(() => bucketOf(2n ** 256n)).toThrow(RangeError);
	});
	it('gives zero a bucket of its own, below that of the smallest amount', () => {
		expect(bucketOf(0n)).toBe(ZERO_BUCKET);
		expect(bucketOf(1n)).toBe(0);
	});
	it('is the floor of the logarithm to base 1.01', () => {
		expect(bucketOf(2n)).toBe(69);
		expect(bucketOf(25_000_000n)).toBe(1711);
		expect(bucketOf(10n ** 18n)).toBe(4165);
	});
	it('puts every amount between the edges of its bucket', () => {
		fc.assert(
			fc.property(amounts, (value) => {
				const { low, high } = bucketBounds(bucketOf(value));
				expect(Number(value)).toBeGreaterThanOrEqual(low);
				expect(Number(value)).toBeLessThan(high);
			})
		);
	});
	it('never decreases', () => {
		fc.assert(
			fc.property(amounts, amounts, (a, b) => {
				const [less, more] = a < b ? [a, b] : [b, a];
				expect(bucketOf(less)).toBeLessThanOrEqual(bucketOf(more));
			})
		);
	});
	it('has neighbours on both sides of each edge', () => {
		for (let bucket = 1_000; bucket < 8_000; bucket += 7) {
			const edge = BigInt(Math.ceil(bucketBounds(bucket).low));
			expect(bucketOf(edge)).toBe(bucket);
			if (bucket < 3_000) expect(bucketOf(edge - 1n)).toBe(bucket - 1);
		}
	});
});

describe('bucketValue', () => {
	it('refuses what is no bucket', () => {
		expect(() => bucketValue(-2)).toThrow('got -2');
		expect(() => bucketBounds(0.5)).toThrow(RangeError);
	});
	it('lies within 0.5 % of every amount of the bucket', () => {
		expect(bucketValue(ZERO_BUCKET)).toBe(0);
		fc.assert(
			fc.property(amounts, (value) => {
				const ratio = bucketValue(bucketOf(value)) / Number(value);
				expect(Math.abs(Math.log(ratio))).toBeLessThan(0.004976);
			})
		);
	});
});

describe('histogramQuantile', () => {
	it('refuses a quantile outside 0 to 1 and a negative count', () => {
		expect(() => histogramQuantile(new Map([[5, 1]]), 1.1)).toThrow('got 1.1');
		expect(() => histogramQuantile(new Map([[5, -1]]), 0.5)).toThrow('count of -1');
	});
	it('has no value where nothing was counted', () => {
		expect(histogramQuantile(new Map(), 0.5)).toBeNull();
		expect(histogramQuantile(new Map([[5, 0]]), 0.5)).toBeNull();
	});
	it('keeps zero apart from no value', () => {
		const free = new Map([[ZERO_BUCKET, 3]]);
		expect(histogramQuantile(free, 0.5)).toEqual({ value: 0, low: 0, high: 0, n: 3 });
		expect(histogramQuantile(free, 0.5, { withoutZeros: true })).toBeNull();
	});
	it('takes the first bucket whose cumulative count reaches the rank', () => {
		const counts = new Map([
			[300, 1],
			[100, 2],
			[200, 1]
		]);
		expect(histogramQuantile(counts, 0.5)?.low).toBe(bucketBounds(100).low);
		expect(histogramQuantile(counts, 0.51)?.low).toBe(bucketBounds(200).low);
		expect(histogramQuantile(counts, 1)?.low).toBe(bucketBounds(300).low);
	});
	it('agrees with the exact nearest rank to 0.5 %', () => {
		fc.assert(
			fc.property(manyAmounts, fc.integer({ min: 1, max: 100 }), (values, percent) => {
				const sorted = values.toSorted((a, b) => (a < b ? -1 : 1));
				const exact = sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0n;
				const found = histogramQuantile(histogram(values), percent / 100);
				expect(found?.n).toBe(values.length);
				expect(found?.low).toBe(bucketBounds(bucketOf(exact)).low);
			})
		);
	});
	it('is the same whether two histograms are merged or the values counted together', () => {
		fc.assert(
			fc.property(manyAmounts, manyAmounts, (a, b) => {
				const merged = mergeCounts(histogram(a), histogram(b));
				expect(merged).toEqual(histogram([...a, ...b]));
				expect(merged).toEqual(mergeCounts(histogram(b), histogram(a)));
			})
		);
	});
});
