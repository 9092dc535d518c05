/** A little before it is in view, so that the drawing is there when it is. */
const MARGIN = '200px';

/**
 * Calls `draw` when a box comes near the view for the first time, and from then on whenever its width or the reader's
 * colours change. Gives what ends that.
 */
export function drawWhenSeen(box: HTMLElement, draw: () => void): () => void {
	let isNear = false;
	let width = box.clientWidth;
	const redraw = () => {
		if (isNear) draw();
	};
	const colours = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) =>
		matchMedia(query)
	);
	const seen = new IntersectionObserver(
		(entries) => {
			if (!entries.some((entry) => entry.isIntersecting)) return;
			isNear = true;
			seen.disconnect();
			redraw();
		},
		{ rootMargin: MARGIN }
	);
	const resized = new ResizeObserver(() => {
		if (box.clientWidth === width) return;
		width = box.clientWidth;
		redraw();
	});
	seen.observe(box);
	resized.observe(box);
	for (const each of colours) each.addEventListener('change', redraw);
	return () => {
		seen.disconnect();
		resized.disconnect();
		for (const each of colours) each.removeEventListener('change', redraw);
	};
}
