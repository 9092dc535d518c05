import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedQuantile } from './counted-quantile.ts';
import { nearestRank } from './nearest-rank.ts';

test('of no values, or of values that were never found, there is none', () => {
	expect(countedQuantile([], 0.5)).toBeNull();
	expect(countedQuantile([{ value: 3, count: 0 }], 0.5)).toBeNull();
	expect(() => countedQuantile([{ value: 3, count: 1 }], 1.5)).toThrow(RangeError);
});

test('is what nearest rank gives of the values written out', () => {
	const counted = fc.record({ value: fc.integer({ min: 0, max: 20 }), count: fc.nat(5) });
	fc.assert(
		fc.property(fc.array(counted), fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
			const written = values.flatMap(({ value, count }) => Array<number>(count).fill(value));
			const sorted = written.toSorted((a, b) => a - b);
			expect(countedQuantile(values, q)).toBe(nearestRank(sorted, q));
		})
	);
});
