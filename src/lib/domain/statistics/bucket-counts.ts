import { quantileRank } from './nearest-rank.ts';

/** How many values fell in each bucket of a histogram, by bucket number. */
export type BucketCounts = ReadonlyMap<number, number>;

/** How many values a histogram holds. Throws RangeError when a count is no whole number from 0 on. */
export function countAll(counts: BucketCounts): number {
	let total = 0;
	for (const [bucket, count] of counts) {
		if (!Number.isSafeInteger(count) || count < 0)
			throw new RangeError(`bucket ${bucket} holds a count of ${count}: must be whole, from 0 on`);
		total += count;
	}
	return total;
}

/** The smallest bucket whose cumulative count reaches ⌈q·n⌉ (nearest rank), with n; null of no values. */
export function quantileBucket(
	counts: BucketCounts,
	q: number
): { readonly bucket: number; readonly n: number } | null {
	const n = countAll(counts);
	if (n === 0) return null;
	const rank = quantileRank(q, n);
	let seen = 0;
	for (const bucket of [...counts.keys()].sort((a, b) => a - b)) {
		seen += counts.get(bucket) ?? 0;
		if (seen >= rank) return { bucket, n };
	}
	throw new RangeError(`rank ${rank} of ${n} lies in no bucket`);
}

/** The histogram of all values of both: bucket by bucket, the sum. */
export function mergeCounts(a: BucketCounts, b: BucketCounts): Map<number, number> {
	const merged = new Map(a);
	for (const [bucket, count] of b) merged.set(bucket, (merged.get(bucket) ?? 0) + count);
	return merged;
}
