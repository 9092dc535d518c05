import {
	blockCount,
	missingRanges,
	subtractRange,
	unionOf,
	type BlockRange,
	type CoveredRange,
	type GapReason
} from '#lib/domain/block-range.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** A covered range with the hash that the block before it must have. Null for fees: blocks hold it. */
export interface LedgerRange extends CoveredRange {
	readonly fromParentHash: string | null;
}

export interface LedgerGap extends BlockRange {
	readonly reason: GapReason;
	readonly detail: string | null;
}

/** What one chain should hold of one kind of fact, what it holds, and what it does not. */
export interface Ledger {
	/** Ascending; no two of them touch. */
	readonly wanted: readonly BlockRange[];
	/** Ascending; no two of them touch. */
	readonly covered: readonly LedgerRange[];
	/** Ascending; neighbours differ in reason or detail. */
	readonly gaps: readonly LedgerGap[];
}

/** Throws RangeError unless a range has at least one block, numbered from 0 to 2⁵³ − 1. */
export function checkRange({ from, to }: BlockRange): void {
	if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from)
		throw new RangeError(
			`blocks ${from}–${to} are no range: two whole numbers from 0 on, the first not above the second`
		);
}

const NOT_YET = { reason: 'not_yet_collected', detail: null } as const;

/** Want `range` too. What lies between it and what was wanted before stays unwanted. */
export function want(ledger: Ledger, range: BlockRange): Ledger {
	const fresh = missingRanges(range, ledger.wanted);
	if (fresh.length === 0) return ledger;
	return {
		...ledger,
		wanted: unionOf([...ledger.wanted, range]),
		gaps: joinGaps([...ledger.gaps, ...fresh.map((part) => ({ ...part, ...NOT_YET }))])
	};
}

/** `range` is stored now. */
export function cover(ledger: Ledger, range: LedgerRange): Ledger {
	const wide = want(ledger, range);
	const touching = wide.covered.filter(
		(each) => each.to >= range.from - 1 && each.from <= range.to + 1
	);
	const merged = touching.reduce(mergeRanges, range);
	return {
		...wide,
		covered: ascending([...wide.covered.filter((each) => !touching.includes(each)), merged]),
		gaps: subtractRange(wide.gaps, range)
	};
}

/** What of `range` is not stored is missing for this reason. */
export function markMissing(
	ledger: Ledger,
	range: BlockRange,
	why: Pick<LedgerGap, 'reason' | 'detail'>
): Ledger {
	const wide = want(ledger, range);
	const missing = missingRanges(range, wide.covered);
	return {
		...wide,
		gaps: joinGaps([
			...subtractRange(wide.gaps, range),
			...missing.map((part) => ({ ...part, ...why }))
		])
	};
}

/**
 * Nothing above `number` is stored any more, and nothing above `newTop`, where the chain ends, is wanted. A ledger
 * that wants nothing above `number` stays as it is. `edge` is block `number`, needed where a range is cut there.
 */
export function truncate(
	ledger: Ledger,
	number: number,
	newTop: number,
	edge: { readonly time: UnixSeconds; readonly hash: string } | null
): Ledger {
	if (ledger.wanted.every((range) => range.to <= number)) return ledger;
	const above = { from: number + 1, to: Number.MAX_SAFE_INTEGER };
	const wanted = subtractRange(ledger.wanted, { ...above, from: newTop + 1 });
	const lost = subtractRange(wanted, { from: 0, to: number });
	return {
		wanted,
		covered: subtractRange(ledger.covered, above).map((range) =>
			range.to === number && edge ? { ...range, toTime: edge.time, toHash: edge.hash } : range
		),
		gaps: joinGaps([
			...subtractRange(ledger.gaps, above),
			...lost.map((part) => ({ ...part, reason: 'reorganised' as const, detail: null }))
		])
	};
}

/** Whether all of `range` is stored. */
export function covers(ledger: Ledger, range: BlockRange): boolean {
	return missingRanges(range, ledger.covered).length === 0;
}

/**
 * Throws when covered and gaps together are not exactly the wanted ranges: a defect of this store,
 * found before it is committed.
 */
export function assertWhole(ledger: Ledger, chainId: number, kind: string): void {
	const parts = ascending([...ledger.covered, ...ledger.gaps]);
	const isApart = parts.every(
		(part, index) => blockCount(part) >= 1 && part.from > (parts[index - 1]?.to ?? -1)
	);
	const whole = unionOf(parts);
	const isWanted =
		whole.length === ledger.wanted.length &&
		whole.every(({ from, to }, index) => {
			const wanted = ledger.wanted[index];
			return wanted?.from === from && wanted.to === to;
		});
	if (!isApart || !isWanted) throw broken(ledger, chainId, kind);
}

function broken(ledger: Ledger, chainId: number, kind: string): Error {
	const show = (ranges: readonly BlockRange[]) =>
		ranges.map((range) => `${range.from}–${range.to}`).join(', ') || 'none';
	return new Error(
		`the ledger of chain ${chainId}, ${kind} does not add up, so nothing was stored; please report this: wanted ${show(ledger.wanted)}; covered ${show(ledger.covered)}; gaps ${show(ledger.gaps)}`
	);
}

function mergeRanges(a: LedgerRange, b: LedgerRange): LedgerRange {
	const first = a.from <= b.from ? a : b;
	const last = a.to >= b.to ? a : b;
	return {
		from: first.from,
		fromTime: first.fromTime,
		fromHash: first.fromHash,
		fromParentHash: first.fromParentHash,
		to: last.to,
		toTime: last.toTime,
		toHash: last.toHash
	};
}

function joinGaps(gaps: readonly LedgerGap[]): LedgerGap[] {
	return ascending(gaps).reduce<LedgerGap[]>((joined, gap) => {
		const last = joined.at(-1);
		if (last?.to === gap.from - 1 && last.reason === gap.reason && last.detail === gap.detail)
			joined[joined.length - 1] = { ...last, to: gap.to };
		else joined.push(gap);
		return joined;
	}, []);
}

function ascending<Range extends BlockRange>(ranges: readonly Range[]): Range[] {
	return [...ranges].sort((a, b) => a.from - b.from);
}
