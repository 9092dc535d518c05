import type { SchemeToken } from '#lib/charts/scheme.ts';
import type { Finding } from '#lib/domain/findings.ts';
import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import type { EmbedContent } from './embed-content.ts';
import { DEMO_WORDS, sentenceCase } from './embed-page.ts';
import { textWidth } from './text-width.ts';

/** How wide a PNG may be asked for, in pixels. */
export const PNG_WIDTHS = { least: 320, usual: 1200, most: 2400 } as const;

/** The widths that an SVG may have, in pixels. Each is laid out anew. */
export const SVG_WIDTHS = { least: 320, usual: 680, most: 1200 } as const;

/** Beyond this width a PNG is not laid out wider but drawn larger. Pixels. */
export const WIDEST_PNG_LAYOUT = 600;

export type PictureFont = 'sans' | 'serif';

/** One line of text, at its baseline. */
export interface TextRun {
	readonly x: number;
	readonly y: number;
	readonly size: number;
	readonly weight: 400 | 600;
	readonly font: PictureFont;
	readonly colour: SchemeToken;
	readonly text: string;
}

export interface PictureBox {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** A picture of an embed, laid out: what stands where, in pixels. Painted as SVG or on a canvas. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	readonly fills: readonly (PictureBox & { readonly colour: SchemeToken })[];
	readonly texts: readonly TextRun[];
	readonly glyph: PictureBox & { readonly finding: Finding; readonly colour: SchemeToken };
	readonly chart: PictureBox | null;
}

interface TextStyle {
	readonly size: number;
	readonly weight?: 400 | 600;
	readonly font?: PictureFont;
	readonly colour?: SchemeToken;
	/** Of the size. */
	readonly leading?: number;
	/** Lines of about one length, as a heading has them. */
	readonly balanced?: boolean;
}

const TONES = { pos: 'v-pos', neg: 'v-neg', neutral: 'v-neutral' } as const;
const SIDE = 20;
const SMALL: TextStyle = { size: 12.5, colour: 'ink-soft' };

/**
 * How much wider than estimated letters may be set, by weight: nothing where the font is shipped, a fifth
 * and more where the reader's machine chooses it (DejaVu Sans is that wide).
 */
const LETTERS = {
	shipped: { 400: 1, 600: 1 },
	any: { 400: 1.1, 600: 1.24 }
} as const;
export type Letters = keyof typeof LETTERS;

/**
 * Lay the embed of a claim out as one picture of a width in pixels; the height follows. Lines are broken
 * by estimated widths, so that the same content gives the same picture on every machine.
 */
export function layoutPicture(content: EmbedContent, width: number, letters: Letters): Picture {
	const texts: TextRun[] = [];
	const fills: (PictureBox & { colour: SchemeToken })[] = [];
	const inner = width - 2 * SIDE;
	const narrow = width < 480;
	const tone = TONES[FINDING_LOOKS[content.finding].tone];
	let y = 0;

	const fill = (box: PictureBox, colour: SchemeToken) => fills.push({ ...box, colour });
	/** Set a text from (x, top) on; gives where it ends. */
	const set = (text: string, style: TextStyle, x: number, top: number, room: number): number => {
		const { size, weight = 400, font = 'sans', colour = 'ink', leading = 1.42 } = style;
		const step = size * leading;
		const lines = (style.balanced ? balancedLines : brokenLines)(
			text,
			size * LETTERS[letters][weight],
			room
		);
		lines.forEach((line, index) =>
			texts.push({
				...{ x, size, weight, font, colour, text: line },
				y: top + step * index + (step + size * 0.7) / 2
			})
		);
		return top + step * lines.length;
	};
	const paragraph = (text: string, style: TextStyle, gap: number) => {
		y = set(text, style, SIDE, y + gap, inner);
	};

	if (content.demo) {
		const style = { size: 12.5, weight: 600, colour: 'demo-ink' } as const;
		const end = set(`DEMO. ${DEMO_WORDS}`, style, SIDE, 5, inner) + 5;
		fill({ x: 0, y: 0, width, height: end }, 'demo');
		y = end;
	}
	fill({ x: 0, y, width, height: 3 }, 'ink');
	y += 3;

	const glyph = { x: SIDE, y: y + 15.5, width: 16, height: 16, finding: content.finding };
	const label = FINDING_LOOKS[content.finding].label;
	y = set(label, { size: 16, weight: 600, colour: tone }, SIDE + 23, y + 12, inner - 23);
	const quoteSize = narrow ? 19 : 22;
	paragraph(
		`“${content.quote}”`,
		{ size: quoteSize, weight: 600, font: 'serif', leading: 1.25, balanced: true },
		8
	);
	paragraph(content.source, SMALL, 4);

	y += 12;
	fill({ x: SIDE, y, width: inner, height: 1 }, 'rule');
	y = figures(content, inner, y + 9, set);
	paragraph(content.sentence, { size: narrow ? 15.5 : 17, font: 'serif', leading: 1.4 }, 12);
	if (content.withoutFigure !== null) paragraph(content.withoutFigure, { size: 14 }, 10);

	let chart: PictureBox | null = null;
	if (content.chart) {
		paragraph(content.chart.title, { size: 15, weight: 600, leading: 1.35 }, 16);
		paragraph(content.chart.subtitle, SMALL, 1);
		chart = { x: SIDE, y: y + 8, width: inner, height: narrow ? 250 : 280 };
		y = chart.y + chart.height;
		if (content.chart.notes.length > 0)
			paragraph(`${sentenceCase(content.chart.notes.join(' · '))}.`, SMALL, 6);
	}
	paragraph(`To be read with it: ${content.caveat}`, SMALL, 10);
	if (content.flags !== null) paragraph(`Note: ${content.flags}.`, SMALL, 0);
	paragraph(content.scope, SMALL, 8);
	paragraph(content.asOf, SMALL, 0);
	y += 10;
	fill({ x: SIDE, y, width: inner, height: 1 }, 'rule');
	paragraph(content.attribution, { ...SMALL, size: 12 }, 7);
	paragraph(`Data and method: ${content.pageUrl}`, { ...SMALL, size: 12 }, 2);
	if (content.currentUrl !== null)
		paragraph(`What is found now: ${content.currentUrl}`, { ...SMALL, size: 12 }, 2);
	return {
		...{ width, height: Math.ceil(y + 14), fills, texts, chart },
		glyph: { ...glyph, colour: tone }
	};
}

type SetText = (text: string, style: TextStyle, x: number, top: number, room: number) => number;

/** Claimed, measured and their share, side by side where there is room for it. */
function figures(content: EmbedContent, inner: number, top: number, set: SetText): number {
	const columns: { name: string; value: string; note?: string }[] = [
		{ name: 'Claimed', value: content.claimed },
		{ name: 'Measured', value: content.measured.text, note: content.measured.note },
		...(content.share === null ? [] : [{ name: 'That is', value: content.share }])
	];
	const abreast = inner < 440 ? 2 : 3;
	const gap = 18;
	const room = (inner - gap * (abreast - 1)) / abreast;
	let rowTop = top;
	let rowEnd = top;
	columns.forEach(({ name, value, note }, index) => {
		const column = index % abreast;
		if (index > 0 && column === 0) rowTop = rowEnd + 6;
		const x = SIDE + column * (room + gap);
		let y = set(name, { size: 12, weight: 600, colour: 'ink-soft' }, x, rowTop, room);
		y = set(value, { size: 17, weight: 600, leading: 1.3 }, x, y, room);
		if (note) y = set(note, SMALL, x, y, room);
		rowEnd = Math.max(rowEnd, y);
	});
	return rowEnd;
}

/** A text in lines of at most `room` pixels. A word that is longer than a line is cut. */
export function brokenLines(text: string, size: number, room: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ').flatMap((each) => pieces(each, size, room))) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line === '' || textWidth(longer, size) <= room) line = longer;
		else {
			lines.push(line);
			line = word;
		}
	}
	return [...lines, line];
}

/** The same number of lines as `brokenLines` makes, none much longer than another, and none of one word that is left over. */
export function balancedLines(text: string, size: number, room: number): string[] {
	const fewest = brokenLines(text, size, room);
	const longestWord = Math.max(...text.split(' ').map((word) => textWidth(word, size)));
	let balanced = fewest;
	for (let narrower = room - size / 2; narrower >= longestWord; narrower -= size / 2) {
		const lines = brokenLines(text, size, narrower);
		if (lines.length > fewest.length) break;
		balanced = lines;
	}
	return balanced;
}

function pieces(word: string, size: number, room: number): string[] {
	if (textWidth(word, size) <= room) return [word];
	const cut: string[] = [''];
	for (const letter of word) {
		const last = cut.length - 1;
		if (textWidth(`${cut[last]}${letter}`, size) > room) cut.push(letter);
		else cut[last] += letter;
	}
	return cut;
}
