import type { Interval } from '../measurement.ts';
import type { MedianEstimate } from './median-of-daily-medians.ts';

/**
 * How far a median grew from one window to another: now ÷ base − 1, as a ratio (0.2 is a rise of 20 %, −0.2 a fall).
 * Of two 97.5 % intervals the result's holds at 95 % (Bonferroni). An end that cannot be known is null, so both are
 * where a window has no interval. Null of a base of 0. Throws RangeError for negative values, which no fee, price or
 * rate has.
 */
export function relativeGrowth(
	base: MedianEstimate,
	now: MedianEstimate
): { readonly value: number; readonly interval: Interval } | null {
	for (const each of [base, now])
		if (each.value < 0 || (each.interval && each.interval[0] < 0))
			throw new RangeError(`a change is measured on values from 0 on, got ${each.value}`);
	if (base.value === 0) return null;
	const ratio = (of: number, to: number): number | null => (to === 0 ? null : of / to - 1);
	return {
		value: now.value / base.value - 1,
		interval:
			base.interval && now.interval
				? [ratio(now.interval[0], base.interval[1]), ratio(now.interval[1], base.interval[0])]
				: [null, null]
	};
}
