/** One absolute figure of a bench, as it was measured. */
export interface Figure {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
}

/** What a ratio, or a figure, should at least or at most be. */
export interface Goal {
	readonly name: string;
	readonly value: number;
	readonly atLeast?: number;
	readonly atMost?: number;
}

/** What a bench found. Ratios are keyed by peer: how many times that peer's speed ours is. */
export interface Measured {
	readonly figures: readonly Figure[];
	readonly ratios: Readonly<Record<string, number>>;
	readonly goals: readonly Goal[];
	/** What a reader must know to judge the figures. */
	readonly notes: readonly string[];
	/** Whether nothing was timed, so that neither rounds nor load matter. */
	readonly counted?: true;
}

/** A benchmark with its peers in the same run. */
export interface Bench {
	readonly name: string;
	readonly sentence: string;
	/** Further arguments that it takes, as shown in the list. */
	readonly usage: string;
	run(args: readonly string[], tell: (line: string) => void): Promise<Measured>;
}

/** Runs of which the median counts. */
export const ROUNDS = 3;

/** The middle of an odd number of values, the mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
	if (values.length === 0) throw new RangeError('no values have no median');
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const [low, high] = [sorted[sorted.length % 2 ? middle : middle - 1]!, sorted[middle]!];
	return (low + high) / 2;
}

/** The smallest value that at least a share `q` of them do not exceed. */
export function quantile(values: readonly number[], q: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	const value = sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)];
	if (value === undefined) throw new RangeError('no values have no quantile');
	return value;
}

/** Whether a goal was reached. */
export function isMet({ value, atLeast, atMost }: Goal): boolean {
	return value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}
