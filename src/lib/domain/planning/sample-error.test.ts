import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestSample, statedError } from './sample-error.ts';

describe('statedError', () => {
	it.each([
		// By hand: 2 · 1 ÷ 30 · √(1 − 900 ÷ 3,600)
		[1, 900, 3_600, 0.057735],
		[0.45, 60, 300, 0.103923],
		[0.8, 400, 400, 0]
	])('of CV %d, %i of %i blocks, is the known one', (variation, drawn, of, error) => {
		expect(statedError(variation, drawn, of)).toBeCloseTo(error, 6);
	});
});

describe('smallestSample', () => {
	it('is the smallest that will do, and no more than there is', () => {
		fc.assert(
			fc.property(
				fc.double({ min: 0, max: 5, noNaN: true }),
				fc.integer({ min: 1, max: 50_000 }),
				fc.double({ min: 0.001, max: 0.5, noNaN: true }),
				(variation, of, within) => {
					const drawn = smallestSample(variation, of, within);
					expect(drawn).toBeGreaterThanOrEqual(1);
					expect(drawn).toBeLessThanOrEqual(of);
					expect(statedError(variation, drawn, of)).toBeLessThanOrEqual(within + 1e-12);
					if (drawn > 1)
						expect(statedError(variation, drawn - 1, of)).toBeGreaterThan(within - 1e-12);
				}
			)
		);
	});
});
