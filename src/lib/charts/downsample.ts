/** A value at a time; null breaks the line. */
export interface XY {
	readonly x: number;
	readonly y: number | null;
}

/** Beyond this a screen shows no more, and the page only gets heavier. */
export const MAX_POINTS = 1_000;

/** The smallest and the greatest point of a bin, in time order, and a break where a value is missing. */
function thin<Point extends XY>(bin: readonly Point[]): Point[] {
	const [least, greatest] = bin.reduce<[Point | null, Point | null]>(
		([low, high], point) => {
			if (point.y === null) return [low, high];
			return [
				low === null || point.y < (low.y ?? 0) ? point : low,
				high === null || point.y > (high.y ?? 0) ? point : high
			];
		},
		[null, null]
	);
	const broken = bin.find((point) => point.y === null);
	const kept = new Set([least, greatest, broken ?? null]);
	return bin.filter((point) => kept.has(point));
}

/**
 * At most `limit` points that keep the least and the greatest value of every bin, and a break for every
 * bin that has one. Order kept; what already fits is returned as it is. Throws RangeError below 3.
 */
export function downsample<Point extends XY>(
	points: readonly Point[],
	limit = MAX_POINTS
): Point[] {
	if (limit < 3)
		throw new RangeError(`a line of ${limit} points cannot keep a minimum and a maximum`);
	if (points.length <= limit) return [...points];
	const binSize = Math.ceil(points.length / Math.floor(limit / 3));
	const bins = Array.from({ length: Math.ceil(points.length / binSize) }, (_, index) =>
		points.slice(index * binSize, (index + 1) * binSize)
	);
	return bins.flatMap(thin);
}
