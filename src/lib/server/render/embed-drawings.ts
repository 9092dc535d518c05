/** A drawing of an embed's chart, in pixels, and the widest embed that shows it. */
export interface EmbedDrawing {
	readonly name: string;
	readonly upTo: number;
	readonly width: number;
	readonly height: number;
}

/**
 * Text in a drawing cannot flow and grows with it, so a chart is drawn for a phone, for a narrow column and for a wide one:
 * its letters stay between 9 and 14 pixels. The narrowest first.
 */
export const EMBED_DRAWINGS: readonly EmbedDrawing[] = [
	{ name: 'narrow', upTo: 400, width: 350, height: 250 },
	{ name: 'middle', upTo: 560, width: 460, height: 255 },
	{ name: 'wide', upTo: Number.POSITIVE_INFINITY, width: 660, height: 260 }
];

/** Shows of the drawings the one for the width of the screen. */
export function drawingStyle(): string {
	return EMBED_DRAWINGS.map(({ name, upTo }, index) => {
		const below = EMBED_DRAWINGS[index - 1];
		const tooNarrow = below ? `@media (max-width:${below.upTo}px){.${name}{display:none}}` : '';
		const tooWide = Number.isFinite(upTo)
			? `@media (min-width:${upTo + 0.01}px){.${name}{display:none}}`
			: '';
		return tooNarrow + tooWide;
	}).join('');
}
