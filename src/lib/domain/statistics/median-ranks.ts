/** Confidence levels that intervals are given at: 95 %, and 97.5 % for each of two that are divided. */
export type Confidence = 0.95 | 0.975;

/** Each tail of the interval holds at most one part in this many. */
const TAIL: Readonly<Record<Confidence, bigint>> = { 0.95: 40n, 0.975: 80n };

/**
 * Ranks (1-based, both included) between which the true median of `n` independent values lies with at
 * least this confidence, whatever their distribution: order statistics, exact from Binomial(n, ½).
 * Null where n is too small for any interval: below 6 at 95 %, below 7 at 97.5 %.
 * Source: David and Nagaraja, Order Statistics, 3rd ed., §7.1.
 */
export function medianRanks(
	n: number,
	confidence: Confidence
): { readonly lower: number; readonly upper: number } | null {
	if (!Number.isSafeInteger(n) || n < 0)
		throw new RangeError(`a number of values must be whole, from 0 on, got ${n}`);
	const whole = 2n ** BigInt(n);
	let lower = 0;
	let binomial = 1n;
	let cumulative = 1n;
	while (cumulative * TAIL[confidence] <= whole) {
		lower += 1;
		binomial = (binomial * BigInt(n - lower + 1)) / BigInt(lower);
		cumulative += binomial;
	}
	return lower === 0 ? null : { lower, upper: n - lower + 1 };
}
