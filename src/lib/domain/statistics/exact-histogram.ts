import { countAll, quantileBucket, type BucketCounts } from './bucket-counts.ts';

/**
 * The quantile `q` (0 to 1) by nearest rank of a histogram whose bucket number is the value itself
 * (block intervals in whole seconds): exact. Null of no values.
 */
export function exactQuantile(
	counts: BucketCounts,
	q: number
): { readonly value: number; readonly n: number } | null {
	const found = quantileBucket(counts, q);
	return found && { value: found.bucket, n: found.n };
}

/** The mean of a histogram whose bucket number is the value itself. Null of no values. */
export function exactMean(
	counts: BucketCounts
): { readonly value: number; readonly n: number } | null {
	const n = countAll(counts);
	if (n === 0) return null;
	let sum = 0;
	for (const [value, count] of counts) sum += value * count;
	return { value: sum / n, n };
}
