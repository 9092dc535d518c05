import { describe, expect, it } from 'vitest';
import type { GapReason } from '#lib/domain/block-range.ts';
import { nextRange } from './next-range.ts';

const gap = (from: number, to: number, reason: GapReason = 'not_yet_collected') => ({
	from,
	to,
	reason
});

describe('nextRange', () => {
	it('is null when there is no gap, or every gap was tried', () => {
		expect(nextRange([], [], 10)).toBeNull();
		expect(nextRange([gap(1, 5)], [{ from: 0, to: 9 }], 10)).toBeNull();
	});

	it('is the upper end of the newest gap, whatever the order', () => {
		expect(nextRange([gap(1, 5), gap(20, 30)], [], 4)).toEqual({ from: 27, to: 30 });
		expect(nextRange([gap(20, 30), gap(1, 5)], [], 100)).toEqual({ from: 20, to: 30 });
	});

	it('goes on below what was tried', () => {
		expect(nextRange([gap(1, 30)], [{ from: 25, to: 30 }], 10)).toEqual({ from: 15, to: 24 });
	});

	it('is the newest gap though it failed before, unless fresh ones are to come first', () => {
		const gaps = [
			gap(1, 10, 'endpoint_failed'),
			gap(20, 30),
			gap(40, 50, 'reorganised'),
			gap(60, 70, 'bad_answer')
		];
		expect(nextRange(gaps, [], 100)).toEqual({ from: 60, to: 70 });
		expect(nextRange(gaps, [], 100, true)).toEqual({ from: 40, to: 50 });
		expect(nextRange(gaps, [{ from: 15, to: 55 }], 100, true)).toEqual({ from: 60, to: 70 });
	});
});
