/** Where each key of a chart leads from a point, of which there are `last + 1`. */
const MOVES: Readonly<Record<string, (index: number, last: number) => number>> = {
	ArrowLeft: (index) => index - 1,
	ArrowRight: (index) => index + 1,
	PageUp: (index) => index - 10,
	PageDown: (index) => index + 10,
	Home: () => 0,
	End: (_, last) => last
};

/** The point that a key leads to, or null for a key that leads nowhere. Without a point it starts at the newest. */
export function pointAfterKey(key: string, index: number | null, last: number): number | null {
	const move = MOVES[key];
	if (!move || last < 0) return null;
	const start = index ?? (key === 'ArrowRight' ? last - 1 : last + 1);
	return Math.min(last, Math.max(0, move(start, last)));
}
