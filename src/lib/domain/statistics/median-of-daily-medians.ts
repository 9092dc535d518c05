import { medianRanks, type Confidence } from './median-ranks.ts';

/** A typical value over several days. The interval is null where there are too few days for one. */
export interface MedianEstimate {
	readonly value: number;
	readonly interval: readonly [number, number] | null;
	/** How many days it rests on. */
	readonly n: number;
}

/**
 * The median of one value per day (the mean of the two middle ones when even), with its exact
 * order-statistic interval. The day is the sampling unit: transactions of one day resemble each other.
 * Unit: that of the values. Null of no days. Throws RangeError when a value is not a finite number.
 */
export function medianOfDailyMedians(
	daily: readonly number[],
	confidence: Confidence = 0.95
): MedianEstimate | null {
	const wrong = daily.find((value) => !Number.isFinite(value));
	if (wrong !== undefined)
		throw new RangeError(`a day without a value must be left out, got ${wrong}`);
	const sorted = [...daily].sort((a, b) => a - b);
	const lowerMiddle = sorted[Math.floor((sorted.length - 1) / 2)];
	const upperMiddle = sorted[Math.floor(sorted.length / 2)];
	if (lowerMiddle === undefined || upperMiddle === undefined) return null;
	const ranks = medianRanks(sorted.length, confidence);
	const low = ranks ? sorted[ranks.lower - 1] : undefined;
	const high = ranks ? sorted[ranks.upper - 1] : undefined;
	return {
		value: lowerMiddle + (upperMiddle - lowerMiddle) / 2,
		interval: low === undefined || high === undefined ? null : [low, high],
		n: sorted.length
	};
}
