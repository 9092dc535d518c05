import { subtractRange, type BlockRange } from '#lib/domain/block-range.ts';

/** The newest `size` blocks of the newest gap that was not tried yet; null when nothing is left to try. */
export function nextRange(
	gaps: readonly BlockRange[],
	tried: readonly BlockRange[],
	size: number
): BlockRange | null {
	const left = tried.reduce<BlockRange[]>(
		(ranges, range) => subtractRange(ranges, range),
		gaps.map(({ from, to }) => ({ from, to }))
	);
	const newest = left.reduce<BlockRange | null>(
		(best, range) => (best && best.to > range.to ? best : range),
		null
	);
	return newest && { from: Math.max(newest.from, newest.to - size + 1), to: newest.to };
}
