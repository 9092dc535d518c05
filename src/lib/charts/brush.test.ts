import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '#lib/domain/time.ts';
import { brushWindow } from './brush.ts';

const panel = { from: 10 * HOUR, to: 20 * HOUR, bucketSeconds: HOUR };

describe('brushWindow', () => {
	it('holds the whole buckets of both times, in either direction', () => {
		const window = { from: 12 * HOUR, to: 15 * HOUR };
		expect(brushWindow(panel, 12.5 * HOUR, 14.1 * HOUR)).toEqual(window);
		expect(brushWindow(panel, 14.1 * HOUR, 12.5 * HOUR)).toEqual(window);
		expect(brushWindow(panel, 12 * HOUR, 15 * HOUR - 1)).toEqual(window);
	});

	it('is never empty and never leaves the chart', () => {
		const time = fc.integer({ min: 0, max: 40 * HOUR });
		fc.assert(
			fc.property(time, time, (one, other) => {
				const { from, to } = brushWindow(panel, one, other);
				expect(to - from).toBeGreaterThanOrEqual(HOUR);
				expect(from).toBeGreaterThanOrEqual(panel.from);
				expect(to).toBeLessThanOrEqual(panel.to);
				expect(from % HOUR).toBe(0);
				expect(to % HOUR).toBe(0);
			})
		);
	});
});
