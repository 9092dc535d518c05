import { labelFont } from '#lib/charts/chart-style.ts';

/** Resolves when the faces of chart labels are there, or cannot be had: a canvas draws at once and asks for none again. */
export async function chartFaces(): Promise<void> {
	await Promise.allSettled([
		document.fonts.load(labelFont(400)),
		document.fonts.load(labelFont(600))
	]);
}
