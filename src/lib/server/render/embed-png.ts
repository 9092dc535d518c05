import { createCanvas, GlobalFonts, Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { Chart } from '#lib/charts/chart-parts.ts';
import { claimChart } from '#lib/charts/claim-chart.ts';
import { FINDING_GLYPHS, GLYPH_BOX } from '#lib/charts/finding-glyph.ts';
import { SCHEMES, type Scheme } from '#lib/charts/scheme.ts';
import type { EmbedChart, EmbedContent } from './embed-content.ts';
import {
	layoutPicture,
	WIDEST_PNG_LAYOUT,
	type Picture,
	type PictureBox
} from './picture-layout.ts';
import { pngBytes } from './png-bytes.ts';

/** The families that pictures and charts are set in, each with the files of both weights. */
export interface PictureFonts {
	readonly sans: readonly Uint8Array[];
	readonly serif: readonly Uint8Array[];
}

const FAMILIES = { sans: 'Libre Franklin', serif: 'Source Serif 4' } as const;

/**
 * Make the shipped fonts known to the canvas: without one it draws no text and raises no error. Throws
 * when a file is no font.
 */
export function registerFonts(fonts: PictureFonts): void {
	for (const name of ['sans', 'serif'] as const)
		fonts[name].forEach((file, index) => {
			if (!GlobalFonts.register(Buffer.from(file), FAMILIES[name]))
				throw new Error(
					`font file ${index + 1} of ${FAMILIES[name]} (${file.length} bytes) cannot be read: PNG pictures would hold no text; restore src/lib/server/render/fonts`
				);
		});
}

/** The embed of a claim as PNG, `width` pixels wide. Call `registerFonts` first. */
export async function embedPng(
	content: EmbedContent,
	scheme: Scheme,
	width: number
): Promise<Uint8Array> {
	const picture = layoutPicture(content, Math.min(width, WIDEST_PNG_LAYOUT), 'shipped');
	const scale = width / picture.width;
	const canvas = createCanvas(width, Math.round(picture.height * scale));
	const context = canvas.getContext('2d');
	const colours = SCHEMES[scheme];
	context.scale(scale, scale);
	context.fillStyle = colours.paper;
	context.fillRect(0, 0, picture.width, picture.height + 1);
	for (const { x, y, width: across, height, colour } of picture.fills) {
		context.fillStyle = colours[colour];
		context.fillRect(x, y, across, height);
	}
	for (const { x, y, size, weight, font, colour, text } of picture.texts) {
		context.font = `${weight} ${size}px '${FAMILIES[font]}'`;
		context.fillStyle = colours[colour];
		context.fillText(text, x, y);
	}
	paintGlyph(context, picture, scheme);
	if (content.chart && picture.chart)
		paintChart(context, content.chart, picture.chart, scheme, scale);
	return pngBytes(canvas.data(), canvas.width, canvas.height);
}

function paintGlyph(context: SKRSContext2D, { glyph }: Picture, scheme: Scheme): void {
	const { d, filled, strokeWidth, dash } = FINDING_GLYPHS[glyph.finding];
	const path = new Path2D(d);
	context.save();
	context.translate(glyph.x, glyph.y);
	context.scale(glyph.width / GLYPH_BOX, glyph.height / GLYPH_BOX);
	context.fillStyle = SCHEMES[scheme][glyph.colour];
	context.strokeStyle = SCHEMES[scheme][glyph.colour];
	context.lineWidth = strokeWidth;
	context.setLineDash([...dash]);
	if (filled) context.fill(path);
	else context.stroke(path);
	context.restore();
}

/** Chart.js takes a whole canvas, so the chart is drawn on one of its own, as sharp as the picture. */
function paintChart(
	context: SKRSContext2D,
	{ panel }: EmbedChart,
	box: PictureBox,
	scheme: Scheme,
	scale: number
): void {
	const canvas = createCanvas(box.width, box.height);
	const config = claimChart(panel, SCHEMES[scheme], box.width);
	const chart = new Chart(canvas as unknown as HTMLCanvasElement, {
		...config,
		options: { ...config.options, devicePixelRatio: scale }
	});
	// on whole pixels, or each would be blended with its neighbour
	const [x, y] = [box.x, box.y].map((at) => Math.round(at * scale) / scale) as [number, number];
	context.drawImage(canvas, x, y, box.width, box.height);
	chart.destroy();
}
