import type { UnixSeconds } from './units.ts';

/** Consecutive blocks, or batches, from `from` to `to`, both included. */
export interface BlockRange {
	readonly from: number;
	readonly to: number;
}

/** Kinds of fact that are kept by the block: complete blocks, and fees read from receipts. */
export const BLOCK_KINDS = ['block', 'fee'] as const;

/**
 * A kind of fact that has a ledger of its own. Ranges of `batch` count batches, those of `settlement` blocks of the L1
 * that a chain settles on, all others blocks of the chain.
 */
export const FACT_KINDS = [...BLOCK_KINDS, 'batch', 'settlement'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** Blocks whose facts are all stored, with the time and hash at both edges. */
export interface CoveredRange extends BlockRange {
	readonly fromTime: UnixSeconds;
	readonly toTime: UnixSeconds;
	readonly fromHash: string;
	readonly toHash: string;
}

/** Why wanted blocks are not stored. */
export type GapReason =
	| 'not_yet_collected'
	| 'endpoint_failed'
	| 'method_missing'
	| 'bad_answer'
	| 'fee_unknown'
	| 'reorganised';

/** A range of blocks that we know we do not have. `detail` says what failed, for people. */
export interface Gap extends BlockRange {
	readonly chainId: number;
	readonly kind: FactKind;
	readonly reason: GapReason;
	readonly detail: string | null;
}

/** How many blocks a range holds. */
export function blockCount(range: BlockRange): number {
	return range.to - range.from + 1;
}

/** How many blocks several ranges hold, each counted once if they do not overlap. */
export function countBlocks(ranges: readonly BlockRange[]): number {
	return ranges.reduce((sum, range) => sum + blockCount(range), 0);
}

/** The parts of `ranges` outside `cut`; order kept, what lies on the left of a split first. */
export function subtractRange<Range extends BlockRange>(
	ranges: readonly Range[],
	cut: BlockRange
): Range[] {
	return ranges.flatMap((range) => {
		if (range.to < cut.from || range.from > cut.to) return [range];
		const parts: Range[] = [];
		if (range.from < cut.from) parts.push({ ...range, to: cut.from - 1 });
		if (range.to > cut.to) parts.push({ ...range, from: cut.to + 1 });
		return parts;
	});
}

/** The same blocks in as few ranges as can be, ascending: those that overlap or touch are one. */
export function unionOf(ranges: readonly BlockRange[]): BlockRange[] {
	const ascending = [...ranges].sort((a, b) => a.from - b.from);
	return ascending.reduce<BlockRange[]>((union, { from, to }) => {
		const last = union.at(-1);
		if (last && from <= last.to + 1)
			union[union.length - 1] = { from: last.from, to: Math.max(last.to, to) };
		else union.push({ from, to });
		return union;
	}, []);
}

/** The parts of `ranges` that lie within `others`; both ascending. */
export function intersections<Range extends BlockRange>(
	ranges: readonly Range[],
	others: readonly BlockRange[]
): Range[] {
	return ranges.flatMap((range) =>
		others
			.map((other) => ({
				...range,
				from: Math.max(range.from, other.from),
				to: Math.min(range.to, other.to)
			}))
			.filter(({ from, to }) => from <= to)
	);
}

/** From the first block of ascending ranges to the last, with all between; null of none. */
export function hullOf(ranges: readonly BlockRange[]): BlockRange | null {
	const [first, last] = [ranges[0], ranges.at(-1)];
	return first && last ? { from: first.from, to: last.to } : null;
}

/** What of `whole` no range in `parts` holds, in ascending order. */
export function missingRanges(whole: BlockRange, parts: readonly BlockRange[]): BlockRange[] {
	return parts.reduce<BlockRange[]>(
		(left, part) => subtractRange(left, part),
		[{ from: whole.from, to: whole.to }]
	);
}
