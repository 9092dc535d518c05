import { embedTitle, embedUrl } from './embed-address.ts';
import type { EmbedContent } from './embed-content.ts';
import { embedHeight, PHONE } from './embed-height.ts';
import { escapeXml } from './svg-context.ts';

/** The width in pixels from which on a frame has the height of a column. */
const COLUMN = 680;

/**
 * The markup that authors paste, at most `width` pixels wide. The frame needs no script, so its height is given:
 * that of its width, and on narrow screens as much more as the longer text takes.
 */
export function embedFrame(content: EmbedContent, src: string, width: number): string {
	const low = embedHeight(content, width);
	const slope =
		width > PHONE ? Math.max(0, embedHeight(content, PHONE) - low) / (width - PHONE) : 0;
	const grown = `calc(${Math.round(low + slope * width)}px - ${Math.round(slope * 100)}vw)`;
	const height = slope === 0 ? `${low}px` : `max(${low}px,${grown})`;
	return (
		`<iframe src="${escapeXml(src)}" title="${escapeXml(embedTitle(content))}"` +
		` loading="lazy" width="100%" height="${low}" style="border:0;height:${height}"></iframe>`
	);
}

/** The live embed of a claim as one frame of the usual width. */
export function embedSnippet(content: EmbedContent, siteUrl: string): string {
	const address = { siteUrl, slug: content.slug, verdict: null, theme: 'auto' } as const;
	return embedFrame(content, embedUrl(address), COLUMN);
}
