import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './wilson-interval.ts';

describe('wilsonInterval', () => {
	// R: prop.test(x, n, correct = FALSE)$conf.int, which is Wilson’s.
	it.each([
		[0, 10, 0, 0.2775328],
		[1, 10, 0.01787621, 0.40415],
		[5, 10, 0.2365931, 0.7634069],
		[10, 10, 0.7224672, 1],
		[3, 1_000, 0.001020743, 0.008783296]
	])('of %i in %i is the known one', (hits, n, low, high) => {
		const [from, to] = wilsonInterval(hits, n);
		expect(from).toBeCloseTo(low, 6);
		expect(to).toBeCloseTo(high, 6);
	});

	it('holds the share, within 0 and 1', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 100_000 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(n, part) => {
					const hits = Math.round(part * n);
					const [low, high] = wilsonInterval(hits, n);
					expect(low).toBeGreaterThanOrEqual(0);
					expect(low).toBeLessThanOrEqual(hits / n);
					expect(high).toBeGreaterThanOrEqual(hits / n);
					expect(high).toBeLessThanOrEqual(1);
				}
			)
		);
	});
});
