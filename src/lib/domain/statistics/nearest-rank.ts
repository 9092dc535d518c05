/**
 * The 1-based rank of the quantile `q` among `n` ordered values, nearest-rank: ⌈q·n⌉, at least 1.
 * Throws RangeError unless 0 ≤ q ≤ 1 and n is a whole number above 0.
 */
export function quantileRank(q: number, n: number): number {
	if (!(q >= 0 && q <= 1)) throw new RangeError(`a quantile lies from 0 to 1, got ${q}`);
	if (!Number.isSafeInteger(n) || n < 1)
		throw new RangeError(`a quantile needs a whole number of values above 0, got ${n}`);
	// 0.07 × 100 is 7.000000000000001 in binary: without the allowance it would be rank 8.
	return Math.min(n, Math.max(1, Math.ceil(q * n - 1e-9)));
}

/** The quantile `q` of values in ascending order, nearest-rank: always one of them. Null of none. */
export function nearestRank(sorted: readonly number[], q: number): number | null {
	if (sorted.length === 0) return null;
	return sorted[quantileRank(q, sorted.length) - 1] ?? null;
}
