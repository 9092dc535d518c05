import type { Interval } from '../measurement.ts';
import type { MedianEstimate } from './median-of-daily-medians.ts';

/**
 * How far a median fell between two windows: 1 − now ÷ base, as a ratio (0.985 is a fall of 98.5 %,
 * −0.2 a rise of 20 %). Of two 97.5 % intervals the result's holds at 95 % (Bonferroni). An end that
 * cannot be known is null, so both are where a window has no interval. Null of a base of 0.
 * Throws RangeError for negative values, which no fee, price or rate has.
 */
export function relativeFall(
	base: MedianEstimate,
	now: MedianEstimate
): { readonly value: number; readonly interval: Interval } | null {
	for (const each of [base, now])
		if (each.value < 0 || (each.interval && each.interval[0] < 0))
			throw new RangeError(`a fall is measured on values from 0 on, got ${each.value}`);
	if (base.value === 0) return null;
	return {
		value: 1 - now.value / base.value,
		interval:
			base.interval && now.interval
				? [fall(base.interval[0], now.interval[1]), fall(base.interval[1], now.interval[0])]
				: [null, null]
	};
}

function fall(base: number, now: number): number | null {
	return base === 0 ? null : 1 - now / base;
}
