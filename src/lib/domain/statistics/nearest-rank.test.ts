import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank, quantileRank } from './nearest-rank.ts';

describe('nearest rank', () => {
	it('refuses what is no quantile', () => {
		expect(() => nearestRank([1], -0.1)).toThrow('got -0.1');
		expect(() => nearestRank([1], Number.NaN)).toThrow(RangeError);
		expect(() => quantileRank(0.5, 0)).toThrow('got 0');
	});
	it('is null of no values', () => {
		expect(nearestRank([], 0.5)).toBeNull();
	});
	it('is not misled by binary fractions', () => {
		expect(quantileRank(0.07, 100)).toBe(7);
		expect(quantileRank(0.95, 20)).toBe(19);
	});
	it('follows the textbook', () => {
		const values = [15, 20, 35, 40, 50];
		expect([0, 0.05, 0.3, 0.4, 0.5, 1].map((q) => nearestRank(values, q))).toEqual([
			15, 15, 20, 20, 35, 50
		]);
	});
	it('leaves at least the share q at or below it', () => {
		const sorted = fc
			.array(fc.integer(), { minLength: 1 })
			.map((values) => values.sort((a, b) => a - b));
		fc.assert(
			fc.property(sorted, fc.integer({ min: 1, max: 100 }), (values, percent) => {
				const found = nearestRank(values, percent / 100) ?? Number.NaN;
				const atOrBelow = values.filter((value) => value <= found).length;
				const below = values.filter((value) => value < found).length;
				expect(atOrBelow * 100).toBeGreaterThanOrEqual(percent * values.length);
				expect(below * 100).toBeLessThan(percent * values.length);
			})
		);
	});
});
