import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import type { Theme } from './embed-colours.ts';
import type { EmbedContent } from './embed-content.ts';

/** Which embed of a claim an address names. */
export interface EmbedAddress {
	readonly siteUrl: string;
	readonly slug: string;
	/** The id of the verdict that it is frozen at; null for a live one. */
	readonly verdict: string | null;
	readonly theme: Theme;
}

/** The address of an embed: its page, or with an ending and a width in pixels the picture. */
export function embedUrl(
	{ siteUrl, slug, verdict, theme }: EmbedAddress,
	picture: { readonly ending: 'svg' | 'png'; readonly width: number } | null = null
): string {
	const query = new URLSearchParams([
		...(verdict === null ? [] : [['verdict', verdict]]),
		...(theme === 'auto' ? [] : [['theme', theme]]),
		...(picture === null ? [] : [['w', String(picture.width)]])
	]).toString();
	const path = `/embed/claims/${encodeURIComponent(slug)}${picture ? `.${picture.ending}` : ''}`;
	return `${siteUrl}${path}${query === '' ? '' : `?${query}`}`;
}

/** What an embed is called, with its finding. */
export function embedTitle({ quote, finding }: Pick<EmbedContent, 'quote' | 'finding'>): string {
	return `“${quote}”: ${FINDING_LOOKS[finding].label}`;
}
