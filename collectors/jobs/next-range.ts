import { subtractRange, type BlockRange, type GapReason } from '#lib/domain/block-range.ts';

/** A range that is not stored, and why. */
interface Wanted extends BlockRange {
	readonly reason: GapReason;
}

/**
 * The newest `size` blocks of the newest gap that was not tried yet; null when nothing is left to try.
 * With `freshFirst`, gaps that failed before come after all others, so that they cannot hold those up.
 */
export function nextRange(
	gaps: readonly Wanted[],
	tried: readonly BlockRange[],
	size: number,
	freshFirst = false
): BlockRange | null {
	const left = tried.reduce<Wanted[]>((ranges, range) => subtractRange(ranges, range), [...gaps]);
	const fresh = freshFirst ? left.filter(isFresh) : [];
	const newest = (fresh.length > 0 ? fresh : left).reduce<Wanted | null>(
		(best, range) => (best && best.to > range.to ? best : range),
		null
	);
	return newest && { from: Math.max(newest.from, newest.to - size + 1), to: newest.to };
}

function isFresh({ reason }: Wanted): boolean {
	return reason === 'not_yet_collected' || reason === 'reorganised';
}
