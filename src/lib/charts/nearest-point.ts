/** The index of the point nearest in time, among points that ascend; null where there is none. */
export function nearestPoint(
	points: readonly { readonly x: number }[],
	time: number
): number | null {
	let [low, high] = [0, points.length - 1];
	if (high < 0) return null;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((points[middle]?.x ?? 0) < time) low = middle + 1;
		else high = middle;
	}
	const [before, after] = [points[low - 1], points[low]];
	return before && after && time - before.x < after.x - time ? low - 1 : low;
}
