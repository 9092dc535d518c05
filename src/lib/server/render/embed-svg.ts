import { FINDING_GLYPHS, GLYPH_BOX } from '#lib/charts/finding-glyph.ts';
import { chartElements } from './chart-svg.ts';
import { themeVariables, type Theme } from './embed-colours.ts';
import { embedTitle } from './embed-address.ts';
import type { EmbedContent } from './embed-content.ts';
import { layoutPicture, SVG_WIDTHS, type Picture, type PictureFont } from './picture-layout.ts';
import { escapeXml } from './svg-context.ts';

/** An SVG in an `<img>` loads no font, so only families that machines have are named. */
const FAMILIES: Readonly<Record<PictureFont, string>> = {
	sans: "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif",
	serif: "Charter, 'Iowan Old Style', Georgia, Cambria, serif"
};

/** The embed of a claim as a picture that stands alone, `asked` pixels wide: text is text, nothing is loaded, no script. */
export function embedSvg(
	content: EmbedContent,
	theme: Theme,
	asked: number = SVG_WIDTHS.usual
): string {
	const picture = layoutPicture(content, asked, 'any');
	const { width, height } = picture;
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
		` role="img" aria-labelledby="title description" font-family="${escapeXml(FAMILIES.sans)}">` +
		`<title id="title">${escapeXml(embedTitle(content))}</title>` +
		`<desc id="description">${escapeXml(content.sentence)}</desc>` +
		`<style>${themeVariables(theme)}</style>` +
		`<rect width="${width}" height="${height}" fill="var(--paper)"/>` +
		`${fills(picture)}${glyph(picture)}${texts(picture)}${chart(content, picture)}</svg>\n`
	);
}

function round(value: number): string {
	return String(Math.round(value * 10) / 10);
}

function fills(picture: Picture): string {
	return picture.fills
		.map(
			({ x, y, width, height, colour }) =>
				`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="var(--${colour})"/>`
		)
		.join('');
}

function glyph({ glyph: { x, y, width, finding, colour } }: Picture): string {
	const { d, filled, strokeWidth, dash } = FINDING_GLYPHS[finding];
	const paint = filled
		? `fill="var(--${colour})"`
		: `fill="none" stroke="var(--${colour})" stroke-width="${strokeWidth}"` +
			(dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '');
	const scale = width / GLYPH_BOX;
	return `<path transform="translate(${round(x)} ${round(y)}) scale(${scale})" d="${d}" ${paint}/>`;
}

function texts(picture: Picture): string {
	return picture.texts
		.map(
			({ x, y, size, weight, font, colour, text }) =>
				`<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="var(--${colour})"` +
				(weight === 600 ? ' font-weight="600"' : '') +
				(font === 'serif' ? ` font-family="${escapeXml(FAMILIES.serif)}"` : '') +
				`>${escapeXml(text)}</text>`
		)
		.join('');
}

function chart({ chart: drawn }: EmbedContent, { chart: box }: Picture): string {
	if (!drawn || !box) return '';
	const size = { width: box.width, height: box.height };
	return (
		`<svg x="${round(box.x)}" y="${round(box.y)}" width="${box.width}" height="${box.height}">` +
		`${chartElements(drawn.panel, { id: 'chart', ...size })}</svg>`
	);
}
