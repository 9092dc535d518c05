/** A point of a line in pixels; `y` is null where the line breaks. */
export interface LinePixel {
	readonly x: number;
	readonly y: number | null;
}

/** A figure's box around its baseline, in pixels. */
const ASCENT = 11;
const DESCENT = 3;
/** Between a line and a figure. */
const SPACE = 3;
/** The words on a claim's line stand as far above it. */
const CLAIM_WORDS = 20;

/**
 * The baseline of a figure that stands beside its point, `y`, and reaches from `left` to `right`: the nearest at which
 * it lies on no part of the line, on no claim's line or words, and inside the area. Just above the point where that is
 * free, and where nothing is.
 */
export function labelBaseline(
	label: { readonly left: number; readonly right: number; readonly y: number },
	line: readonly LinePixel[],
	claims: readonly number[],
	area: { readonly top: number; readonly bottom: number }
): number {
	const reach = reachOf(line, label.left - SPACE, label.right + SPACE);
	const isFree = (baseline: number) => {
		const [top, bottom] = [baseline - ASCENT - SPACE, baseline + DESCENT + SPACE];
		return (
			baseline > area.top + ASCENT + 1 &&
			baseline < area.bottom - DESCENT &&
			reach.every(([low, high]) => high < top || low > bottom) &&
			claims.every((claim) => claim < top || claim - CLAIM_WORDS > bottom)
		);
	};
	const [above, below] = [label.y - 9, label.y + 18];
	const usual = above > area.top + ASCENT + 1 ? above : below;
	for (let further = 0; further < area.bottom - area.top; further++)
		for (const baseline of [above - further, below + further])
			if (isFree(baseline)) return baseline;
	return usual;
}

/** From where to where, downwards, each part of a line goes between two places across. */
function reachOf(line: readonly LinePixel[], left: number, right: number): [number, number][] {
	return line.flatMap((end, index): [number, number][] => {
		const start = line[index - 1];
		if (end.y === null) return [];
		if (!start || start.y === null) return end.x >= left && end.x <= right ? [[end.y, end.y]] : [];
		if (end.x < left || start.x > right) return [];
		const [from, to] = [start.y, end.y];
		const at = (x: number) => from + ((to - from) * (x - start.x)) / (end.x - start.x || 1);
		const ends = [at(Math.max(left, start.x)), at(Math.min(right, end.x))];
		return [[Math.min(...ends), Math.max(...ends)]];
	});
}
