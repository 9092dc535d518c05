import type { EmbedContent } from './embed-content.ts';
import { layoutPicture } from './picture-layout.ts';

/** Width in pixels of the narrowest screen that a frame's height is reckoned for. */
export const PHONE = 320;

/** For fonts that are set wider than the estimate. Pixels. */
const SPARE = 20;

/** Up to this width an embed page shows its narrow drawing, which grows with it. Pixels. */
const NARROW = 520;
const NARROW_DRAWING = { width: 350, height: 250 };
/** What stands left and right of the drawing. Pixels. */
const MARGIN = 32;

/** The height in pixels that a frame of that width needs for the embed page without scrolling. */
export function embedHeight(content: EmbedContent, width: number): number {
	const { height, chart } = layoutPicture(content, width, 'shipped');
	const { width: wide, height: high } = NARROW_DRAWING;
	const drawn = width <= NARROW ? ((width - MARGIN) * high) / wide : null;
	const taller = chart && drawn !== null ? Math.max(0, drawn - chart.height) : 0;
	return Math.ceil(height + taller) + SPARE;
}
