import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import type { EmbedContent } from './embed-content.ts';
import { layoutPicture } from './picture-layout.ts';
import { escapeXml } from './svg-context.ts';

/** Widths in pixels between which a frame's height falls: a phone's and a column's. */
const PHONE = 320;
const COLUMN = 680;

/** For fonts that are set wider than the estimate. Pixels. */
const SPARE = 20;

/**
 * The markup that authors paste. The frame needs no script, so its height is given: that of a column's
 * width, and on narrow screens as much more as the longer text takes.
 */
export function embedSnippet(content: EmbedContent, siteUrl: string): string {
	const tall = layoutPicture(content, PHONE, 'shipped').height + SPARE;
	const low = layoutPicture(content, COLUMN, 'shipped').height + SPARE;
	const slope = Math.max(0, tall - low) / (COLUMN - PHONE);
	const grown = `calc(${Math.round(tall + slope * PHONE)}px - ${Math.round(slope * 100)}vw)`;
	const title = `“${content.quote}”: ${FINDING_LOOKS[content.finding].label}`;
	return (
		`<iframe src="${escapeXml(`${siteUrl}/embed/claims/${content.slug}`)}" title="${escapeXml(title)}"` +
		` loading="lazy" width="100%" height="${low}" style="border:0;height:max(${low}px,${grown})"></iframe>`
	);
}
