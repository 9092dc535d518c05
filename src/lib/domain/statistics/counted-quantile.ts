import { quantileRank } from './nearest-rank.ts';

/** A value and how often it was found. */
export interface Counted {
	readonly value: number;
	readonly count: number;
}

/**
 * The quantile `q` (0 to 1) by nearest rank of values that were found more than once, in any order: always one
 * of them. Null of none.
 */
export function countedQuantile(values: readonly Counted[], q: number): number | null {
	const n = values.reduce((sum, { count }) => sum + count, 0);
	if (n === 0) return null;
	const rank = quantileRank(q, n);
	let seen = 0;
	for (const { value, count } of values.toSorted((a, b) => a.value - b.value)) {
		seen += count;
		if (seen >= rank) return value;
	}
	throw new RangeError(`rank ${rank} of ${n} is none of the values`);
}
