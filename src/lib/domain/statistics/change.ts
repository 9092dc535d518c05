import type { Interval } from '../measurement.ts';
import type { MedianEstimate } from './median-of-daily-medians.ts';
import { relativeGrowth } from './relative-growth.ts';

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
	const growth = relativeGrowth(base, now);
	if (!growth) return null;
	const [low, high] = growth.interval;
	return { value: 0 - growth.value, interval: [fall(high), fall(low)] };
}

function fall(growth: number | null): number | null {
	return growth === null ? null : 0 - growth;
}
