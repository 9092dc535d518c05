import { medianRanks, type Confidence } from './median-ranks.ts';

/** A typical value over several days. The interval is null where there are too few days for one. */
export interface MedianEstimate {
	readonly value: number;
	readonly interval: readonly [number, number] | null;
	/** How many days it rests on. */
	readonly n: number;
}

/** One day's value: exact, or with the bounds that it lies between for certain (the edges of its bucket). */
export type DailyValue = number | Bounded;
interface Bounded {
	readonly value: number;
	readonly low: number;
	readonly high: number;
}

/**
 * The median of one value per day (the mean of the two middle ones when even), with its exact
 * order-statistic interval. The day is the sampling unit: transactions of one day resemble each other.
 * The interval is taken between bounds, so that no rounding of the days' values narrows it. Unit: that of the
 * values. Null of no days. Throws RangeError when a value is not a finite number.
 */
export function medianOfDailyMedians(
	daily: readonly DailyValue[],
	confidence: Confidence = 0.95
): MedianEstimate | null {
	const bounded = daily.map((day) =>
		typeof day === 'number' ? { value: day, low: day, high: day } : day
	);
	const sorted = ascending(bounded.map(({ value }) => value));
	const lowerMiddle = sorted[Math.floor((sorted.length - 1) / 2)];
	const upperMiddle = sorted[Math.floor(sorted.length / 2)];
	if (lowerMiddle === undefined || upperMiddle === undefined) return null;
	const ranks = medianRanks(sorted.length, confidence);
	// Each day's true value lies between its bounds, so the true value of a rank lies between the bounds of that rank.
	const low = ranks && ascending(bounded.map((day) => day.low))[ranks.lower - 1];
	const high = ranks && ascending(bounded.map((day) => day.high))[ranks.upper - 1];
	return {
		value: lowerMiddle + (upperMiddle - lowerMiddle) / 2,
		interval: typeof low === 'number' && typeof high === 'number' ? [low, high] : null,
		n: sorted.length
	};
}

function ascending(values: readonly number[]): number[] {
	const wrong = values.find((value) => !Number.isFinite(value));
	if (wrong !== undefined)
		throw new RangeError(`a day without a value must be left out, got ${wrong}`);
	return values.toSorted((a, b) => a - b);
}
