import { describe, expect, it } from 'vitest';
import { medianRanks } from './median-ranks.ts';

describe('medianRanks', () => {
	it('refuses a number of values that is no count', () => {
		expect(() => medianRanks(-1, 0.95)).toThrow('got -1');
		expect(() => medianRanks(6.5, 0.95)).toThrow('got 6.5');
	});
	it.each([0, 1, 5])('has no 95 %% interval for %i values', (n) => {
		expect(medianRanks(n, 0.95)).toBeNull();
	});
	it.each([
		[6, 1, 6],
		[10, 2, 9],
		[20, 6, 15],
		[30, 10, 21],
		[60, 22, 39],
		[90, 36, 55]
	])('of %i values at 95 %% are %i and %i', (n, lower, upper) => {
		expect(medianRanks(n, 0.95)).toEqual({ lower, upper });
	});
	it('needs seven values at 97.5 %, and is wider than at 95 %', () => {
		expect(medianRanks(6, 0.975)).toBeNull();
		expect(medianRanks(7, 0.975)).toEqual({ lower: 1, upper: 7 });
		expect(medianRanks(30, 0.975)).toEqual({ lower: 9, upper: 22 });
	});
	it('stays exact where 2⁻ⁿ is no longer a number', () => {
		const ranks = medianRanks(3_650, 0.95);
		// ½n − 1.96 × ½√n
		expect(ranks?.lower).toBeCloseTo(3_650 / 2 - 0.98 * Math.sqrt(3_650), -1);
		expect((ranks?.lower ?? 0) + (ranks?.upper ?? 0)).toBe(3_651);
	});
});
