import { embedTitle, embedUrl } from './embed-address.ts';
import type { EmbedContent } from './embed-content.ts';
import { THEMES, type Theme } from './embed-colours.ts';
import { embedHeight } from './embed-height.ts';
import { PNG_WIDTHS, WIDEST_PNG_LAYOUT } from './picture-layout.ts';
import { pictureSize } from './snippet-html.ts';
import { escapeXml } from './svg-context.ts';

/** The width in pixels of an embed whose consumer sets no limit. */
const USUAL_WIDTH = 680;

/** Seconds for which a consumer may keep the answer. */
const CACHE_AGE = 3_600;

/** Which embed an address of this site stands for. */
export interface OembedTarget {
	readonly slug: string;
	readonly verdict: string | null;
	readonly theme: Theme;
}

/** What a consumer has room for, in pixels. */
export interface OembedLimits {
	readonly maxwidth: number | null;
	readonly maxheight: number | null;
}

/** The answer of oEmbed 1.0 of the type `rich`. Lengths in pixels. */
export interface Oembed {
	readonly type: 'rich';
	readonly version: '1.0';
	readonly title: string;
	readonly provider_name: string;
	readonly provider_url: string;
	readonly cache_age: number;
	readonly html: string;
	readonly width: number;
	readonly height: number;
	readonly thumbnail_url?: string;
	readonly thumbnail_width?: number;
	readonly thumbnail_height?: number;
}

/** The embed that an address stands for: a claim's page or an embed's. Null for any other. */
export function oembedTarget(address: string, siteUrl: string): OembedTarget | null {
	if (!URL.canParse(address)) return null;
	const { protocol, host, pathname, searchParams } = new URL(address);
	if (!/^https?:$/.test(protocol) || host !== new URL(siteUrl).host) return null;
	const [, frame, name] = /^\/(embed\/)?claims\/([^/]+)$/.exec(pathname) ?? [];
	if (name === undefined) return null;
	const slug = decoded(name);
	if (slug === null) return null;
	if (!frame)
		// what was shown at a time has no embed of that time but a frozen one
		return searchParams.has('asOf') ? null : { slug, verdict: null, theme: 'auto' };
	const theme = THEMES.find((each) => each === (searchParams.get('theme') ?? 'auto'));
	return theme ? { slug, verdict: searchParams.get('verdict'), theme } : null;
}

function decoded(name: string): string | null {
	try {
		return decodeURIComponent(name);
	} catch {
		return null;
	}
}

/** What oEmbed says of an embed, within the consumer's limits. Its markup holds no script and no style. */
export function oembed(
	content: EmbedContent,
	target: OembedTarget,
	{ maxwidth, maxheight }: OembedLimits
): Oembed {
	const { siteUrl } = content;
	const address = { ...target, siteUrl };
	const width = Math.min(USUAL_WIDTH, maxwidth ?? Infinity);
	const height = Math.min(embedHeight(content, width), maxheight ?? Infinity);
	const title = embedTitle(content);
	const size = pictureSize(content, Math.min(width, WIDEST_PNG_LAYOUT), 'shipped', width);
	const fits = width >= PNG_WIDTHS.least && size.height <= (maxheight ?? Infinity);
	return {
		type: 'rich',
		version: '1.0',
		title,
		provider_name: 'Claimgauge',
		provider_url: siteUrl,
		cache_age: CACHE_AGE,
		html: `<iframe src="${escapeXml(embedUrl(address))}" width="${width}" height="${height}" frameborder="0" title="${escapeXml(title)}"></iframe>`,
		width,
		height,
		...(fits && {
			thumbnail_url: embedUrl(address, { ending: 'png', width }),
			thumbnail_width: size.width,
			thumbnail_height: size.height
		})
	};
}

/** The same as XML. */
export function oembedXml(answer: Oembed): string {
	const fields = Object.entries(answer).map(
		([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`
	);
	return `<?xml version="1.0" encoding="utf-8"?>\n<oembed>${fields.join('')}</oembed>\n`;
}
