import { embedTitle } from './embed-address.ts';
import type { EmbedContent } from './embed-content.ts';
import { embedHeight, PHONE } from './embed-height.ts';
import { embedFrame } from './embed-snippet.ts';
import { layoutPicture } from './picture-layout.ts';
import { escapeXml } from './svg-context.ts';

/** A picture as markup shows it. */
export interface SnippetPicture {
	readonly src: string;
	readonly alt: string;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
}

/** The line under an embed: a link that works where the embed does not, what it says, and as of when. */
function caption(content: EmbedContent): string {
	return `<a href="${escapeXml(content.pageUrl)}">${escapeXml(embedTitle(content))}</a>. ${escapeXml(captionWords(content))}`;
}

/** What a caption says beside the title. The finding in it is dated, so that it stays true when the embed moves on. */
export function captionWords({ asOf, attribution }: EmbedContent): string {
	return `${asOf}. ${attribution}`;
}

function figure(width: number, inner: string, content: EmbedContent): string {
	return (
		`<figure style="margin:0;max-width:${width}px">\n${inner}\n` +
		`<figcaption style="font-size:.8em">${caption(content)}</figcaption>\n</figure>`
	);
}

/** A frame with its caption, at most `width` pixels wide. */
export function frameHtml(content: EmbedContent, src: string, width: number): string {
	return figure(width, embedFrame(content, src, width), content);
}

/** A picture that leads to the claim's page, with its caption. Its room is kept before it is there. */
export function pictureHtml(content: EmbedContent, picture: SnippetPicture): string {
	const { src, alt, width, height } = picture;
	const image =
		`<a href="${escapeXml(content.pageUrl)}"><img src="${escapeXml(src)}" alt="${escapeXml(alt)}"` +
		` width="${width}" height="${height}" loading="lazy" style="display:block;width:100%;height:auto"></a>`;
	return figure(width, image, content);
}

const AMP_IFRAME = 'https://cdn.ampproject.org/v0/amp-iframe-0.1.js';

/**
 * A frame for an AMP page. AMP gives it one height for all screens, so that of a phone: the embed puts what is over
 * above its last lines. The picture stands in for the frame until that is loaded.
 */
export function ampFrame(content: EmbedContent, src: string, picture: SnippetPicture): string {
	return (
		`<!-- once, in the head: <script async custom-element="amp-iframe" src="${AMP_IFRAME}"></script> -->\n` +
		`<amp-iframe src="${escapeXml(src)}" title="${escapeXml(embedTitle(content))}" layout="fixed-height"` +
		` height="${embedHeight(content, PHONE)}" frameborder="0" sandbox="allow-popups allow-popups-to-escape-sandbox">\n` +
		`<amp-img placeholder layout="fill" src="${escapeXml(picture.src)}" alt="${escapeXml(picture.alt)}"></amp-img>\n` +
		`</amp-iframe>\n<p>${caption(content)}</p>`
	);
}

/** A picture for an AMP page. */
export function ampPicture(content: EmbedContent, { src, alt, width, height }: SnippetPicture) {
	return (
		`<a href="${escapeXml(content.pageUrl)}"><amp-img src="${escapeXml(src)}" alt="${escapeXml(alt)}"` +
		` width="${width}" height="${height}" layout="responsive"></amp-img></a>\n<p>${caption(content)}</p>`
	);
}

/** How large a picture of the embed is shown, in pixels. */
export function pictureSize(
	content: EmbedContent,
	laidOut: number,
	letters: 'any' | 'shipped',
	width: number
): Pick<SnippetPicture, 'width' | 'height'> {
	const picture = layoutPicture(content, laidOut, letters);
	return { width, height: Math.round((picture.height * width) / picture.width) };
}
