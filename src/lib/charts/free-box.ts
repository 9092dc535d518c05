/** A rectangle in pixels; y grows downwards. */
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

/** A line through points in pixels; null where it is broken. */
export type Course = readonly ({ readonly x: number; readonly y: number } | null)[];

/** Which of the boxes fewest strokes of the lines run through: of equals the first. Throws RangeError of none. */
export function freestBox<Placed extends Box>(
	boxes: readonly Placed[],
	courses: readonly Course[]
): Placed {
	const [first, ...others] = boxes;
	if (!first) throw new RangeError('no box to choose from');
	let best = { box: first, crossed: strokesThrough(first, courses) };
	for (const box of others) {
		if (best.crossed === 0) break;
		const crossed = strokesThrough(box, courses);
		if (crossed < best.crossed) best = { box, crossed };
	}
	return best.box;
}

/** Whether any stroke of the lines runs through a box. */
export function isCrossed(box: Box, courses: readonly Course[]): boolean {
	return strokesThrough(box, courses) > 0;
}

function strokesThrough(box: Box, courses: readonly Course[]): number {
	let crossed = 0;
	for (const course of courses)
		for (let k = 0; k < course.length; k++) {
			const to = course[k];
			const from = course[k - 1] ?? to;
			if (from && to && runsThrough(box, from, to)) crossed++;
		}
	return crossed;
}

/** Whether a stroke has a part inside of the box: what is left of it between the sides is not empty. */
function runsThrough(
	{ left, top, width, height }: Box,
	from: { readonly x: number; readonly y: number },
	to: { readonly x: number; readonly y: number }
): boolean {
	let [start, end] = [0, 1];
	const sides = [
		[from.x, to.x - from.x, left, left + width],
		[from.y, to.y - from.y, top, top + height]
	] as const;
	for (const [at, way, low, high] of sides) {
		if (way === 0) {
			if (at < low || at > high) return false;
			continue;
		}
		const [one, other] = [(low - at) / way, (high - at) / way];
		start = Math.max(start, Math.min(one, other));
		end = Math.min(end, Math.max(one, other));
	}
	return start <= end;
}
