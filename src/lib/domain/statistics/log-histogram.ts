import { quantileBucket, type BucketCounts } from './bucket-counts.ts';

/** Each bucket's upper edge is this many times its lower edge. */
const BUCKET_RATIO = 1.01;

/** The bucket of the value 0, which has no logarithm. */
export const ZERO_BUCKET = -1;

/** No amount or price on an EVM chain exceeds one 256-bit word. */
const LARGEST = 2n ** 256n - 1n;

/**
 * The log bucket of a whole amount: ⌊ln(value) ÷ ln(1.01)⌋, and `ZERO_BUCKET` for 0. Monotone: the
 * edges of `bucketBounds` decide, so that no rounding of the logarithm puts a value beside its bucket.
 * Throws RangeError below 0 and above 2²⁵⁶ − 1.
 */
export function bucketOf(value: bigint): number {
	if (value < 0n || value > LARGEST)
		throw new RangeError(`a histogram holds amounts from 0 to 2^256 - 1, got ${value}`);
	if (value === 0n) return ZERO_BUCKET;
	const number = Number(value);
	const estimate = Math.floor(Math.log(number) / Math.log(BUCKET_RATIO));
	if (number < lowerEdge(estimate)) return estimate - 1;
	return number >= lowerEdge(estimate + 1) ? estimate + 1 : estimate;
}

function lowerEdge(bucket: number): number {
	return BUCKET_RATIO ** bucket;
}

/** The values that a bucket holds: from `low`, included, to `high`, excluded. The zero bucket holds only 0. */
export function bucketBounds(bucket: number): { readonly low: number; readonly high: number } {
	if (!Number.isSafeInteger(bucket) || bucket < ZERO_BUCKET)
		throw new RangeError(`a bucket is a whole number from ${ZERO_BUCKET} on, got ${bucket}`);
	if (bucket === ZERO_BUCKET) return { low: 0, high: 0 };
	return { low: lowerEdge(bucket), high: lowerEdge(bucket + 1) };
}

/** The value that stands for a bucket: the geometric middle, at most 0.5 % from any value in it. */
export function bucketValue(bucket: number): number {
	const { low, high } = bucketBounds(bucket);
	return Math.sqrt(low) * Math.sqrt(high);
}

/** A quantile read from a histogram, with the edges of the bucket it lies in and the number of values. */
export interface HistogramQuantile {
	readonly value: number;
	readonly low: number;
	readonly high: number;
	readonly n: number;
}

/**
 * The quantile `q` (0 to 1) of a log histogram by nearest rank, in the unit of what was counted; null
 * of no values. `withoutZeros` leaves out what cost nothing, and then `n` is without it too.
 */
export function histogramQuantile(
	counts: BucketCounts,
	q: number,
	options: { readonly withoutZeros?: boolean } = {}
): HistogramQuantile | null {
	const kept = options.withoutZeros
		? new Map([...counts].filter(([bucket]) => bucket !== ZERO_BUCKET))
		: counts;
	const found = quantileBucket(kept, q);
	return found && { value: bucketValue(found.bucket), ...bucketBounds(found.bucket), n: found.n };
}
