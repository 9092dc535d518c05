import type { EmbedContent } from './embed-content.ts';
import { EMBED_DRAWINGS } from './embed-drawings.ts';
import { layoutPicture } from './picture-layout.ts';

/** Width in pixels of the narrowest screen that a frame's height is reckoned for. */
export const PHONE = 320;

/** For fonts that are set wider than the estimate. Pixels. */
const SPARE = 20;

/** What stands left and right of the drawing. Pixels. */
const MARGIN = 32;

/** The height in pixels that a frame of that width needs for the embed page without scrolling. */
export function embedHeight(content: EmbedContent, width: number): number {
	const { height, chart } = layoutPicture(content, width, 'shipped');
	const drawing = EMBED_DRAWINGS.find(({ upTo }) => width <= upTo);
	const drawn = drawing ? ((width - MARGIN) * drawing.height) / drawing.width : 0;
	const taller = chart ? Math.max(0, drawn - chart.height) : 0;
	return Math.ceil(height + taller) + SPARE;
}
