import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { downsample, type XY } from './downsample.ts';

const line = fc
	.array(fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null }), {
		minLength: 1,
		maxLength: 3_000
	})
	.map((values) => values.map((y, x): XY => ({ x, y })));

describe('downsample', () => {
	it('refuses a limit that cannot hold both extremes and a break', () => {
		expect(() => downsample([{ x: 0, y: 1 }], 2)).toThrow(RangeError);
	});

	it('keeps the extremes, the order and the limit', () => {
		fc.assert(
			fc.property(line, fc.integer({ min: 3, max: 400 }), (points, limit) => {
				const kept = downsample(points, limit);
				const values = (list: readonly XY[]) => list.flatMap((p) => (p.y === null ? [] : [p.y]));
				expect(kept.length).toBeLessThanOrEqual(Math.max(limit, 3));
				expect(Math.max(...values(kept), -1)).toBe(Math.max(...values(points), -1));
				expect(Math.min(...values(kept), 1e10)).toBe(Math.min(...values(points), 1e10));
				expect(kept.map((p) => p.x)).toEqual([...kept.map((p) => p.x)].sort((a, b) => a - b));
			}),
			{ numRuns: 60 }
		);
	});

	it('keeps a break where a value is missing', () => {
		const points = Array.from({ length: 5_000 }, (_, x): XY => ({ x, y: x === 2_500 ? null : 1 }));
		expect(downsample(points).filter((p) => p.y === null)).toHaveLength(1);
	});

	it('leaves what fits as it is', () => {
		const points: XY[] = [
			{ x: 0, y: null },
			{ x: 1, y: 0 }
		];
		expect(downsample(points)).toEqual(points);
	});
});
