import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactMean, exactQuantile } from './exact-histogram.ts';
import { nearestRank } from './nearest-rank.ts';

describe('exact histogram', () => {
	it('refuses a count that is not whole', () => {
		expect(() => exactMean(new Map([[1, 0.5]]))).toThrow('count of 0.5');
	});
	it('has neither mean nor quantile of nothing', () => {
		expect(exactMean(new Map())).toBeNull();
		expect(exactQuantile(new Map([[1, 0]]), 0.5)).toBeNull();
	});
	it('tells intervals of zero seconds from none', () => {
		expect(exactMean(new Map([[0, 4]]))).toEqual({ value: 0, n: 4 });
		expect(exactQuantile(new Map([[0, 4]]), 0.5)).toEqual({ value: 0, n: 4 });
	});
	it('equals mean and nearest rank of the values themselves', () => {
		const lengths = fc.array(fc.nat({ max: 4_000 }), { minLength: 1 });
		fc.assert(
			fc.property(lengths, fc.integer({ min: 1, max: 100 }), (values, percent) => {
				const counts = new Map<number, number>();
				for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
				const sorted = values.toSorted((a, b) => a - b);
				const sum = values.reduce((total, value) => total + value, 0);
				expect(exactMean(counts)?.value).toBe(sum / values.length);
				expect(exactQuantile(counts, percent / 100)?.value).toBe(
					nearestRank(sorted, percent / 100)
				);
			})
		);
	});
});
