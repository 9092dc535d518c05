import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestPoint } from './nearest-point.ts';

it('the nearest point is none of none, and else as near as any', () => {
	expect(nearestPoint([], 5)).toBeNull();
	const times = fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 });
	fc.assert(
		fc.property(times, fc.integer({ min: -100, max: 1_100 }), (xs, time) => {
			const points = xs.toSorted((a, b) => a - b).map((x) => ({ x }));
			const found = points[nearestPoint(points, time)!]!;
			for (const { x } of points)
				expect(Math.abs(found.x - time)).toBeLessThanOrEqual(Math.abs(x - time));
		})
	);
});
