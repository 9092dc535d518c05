import { createCanvas, GlobalFonts, loadImage } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { SCHEMES } from '#lib/charts/scheme.ts';
import { embedPng, registerFonts } from './embed-png.ts';
import { embedSnippet } from './embed-snippet.ts';
import { embedSvg } from './embed-svg.ts';
import { balancedLines, brokenLines, layoutPicture } from './picture-layout.ts';
import { pngBytes } from './png-bytes.ts';
import { textWidth } from './text-width.ts';
import { madeEmbed, madeSeries, UNMEASURED } from './test-embed.ts';

const font = (name: string) => readFileSync(new URL(`fonts/${name}.ttf`, import.meta.url));

describe('brokenLines', () => {
	it('cuts a word that is longer than a line', () => {
		const lines = brokenLines(`a ${'x'.repeat(100)} b`, 12, 100);
		for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(100);
		expect(lines.join('').replaceAll(' ', '')).toBe(`a${'x'.repeat(100)}b`);
	});
	it('breaks at spaces only, and loses nothing', () => {
		const text = 'In 30\u00a0days to 23 Nov 2026 the rate of user transactions had a maximum';
		const lines = brokenLines(text, 12, 120);
		expect(lines.length).toBeGreaterThan(2);
		expect(lines.join(' ')).toBe(text);
	});
});

describe('balancedLines', () => {
	const text = '“In its busiest hour it carried 0.02 transactions per second”';
	it('leaves no word over, in as many lines as needed anyhow', () => {
		const room = textWidth(text, 20) - 30;
		expect(brokenLines(text, 20, room).at(-1)).toBe('second”');
		const lines = balancedLines(text, 20, room);
		expect(lines).toHaveLength(2);
		expect(lines.join(' ')).toBe(text);
		const [first, last] = lines.map((line) => textWidth(line, 20));
		expect(last! / first!).toBeGreaterThan(0.6);
	});
	it('changes nothing of one line, and nothing of a word that is longer than one', () => {
		expect(balancedLines('one line', 12, 400)).toEqual(['one line']);
		const long = `a ${'x'.repeat(100)} b`;
		expect(balancedLines(long, 12, 100)).toEqual(brokenLines(long, 12, 100));
	});
});

describe('layoutPicture', () => {
	it.each([320, 400, 600, 680])('keeps everything within %i pixels', (width) => {
		const picture = layoutPicture(madeEmbed(), width, 'shipped');
		for (const { x, y, text, size } of picture.texts) {
			expect(x + textWidth(text, size), text).toBeLessThanOrEqual(width);
			expect(y).toBeLessThan(picture.height);
		}
		expect(picture.chart && picture.chart.x + picture.chart.width).toBeLessThanOrEqual(width);
	});
	it('sets no two lines of one column over each other', () => {
		const { texts } = layoutPicture(madeEmbed(), 320, 'any');
		const places = texts.map(({ x, y }) => `${x} ${Math.round(y)}`);
		expect(new Set(places).size).toBe(places.length);
	});
});

describe('embedSvg', () => {
	const svg = embedSvg(madeEmbed(), 'auto');

	it('escapes what it is given', () => {
		const text = embedSvg(madeEmbed({ quote: '<a>&"', finding: 'borderline' }), 'auto');
		expect(text).not.toContain('<a>');
		expect(text).toContain('&lt;a&gt;&amp;&quot;');
	});

	it('is XML that an image decoder takes, of the size it names', async () => {
		const image = await loadImage(Buffer.from(svg));
		const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
		expect([image.width, image.height]).toEqual([Number(width), Number(height)]);
	});

	it('says it all as text, in fonts that machines have', () => {
		const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join(' ');
		for (const words of ['Not observed', '“achieved 15,000 TPS”', '4.2\u00a0tx/s', 'CC BY 4.0'])
			expect(texts).toContain(words);
		expect(svg).not.toMatch(/Libre Franklin|@font-face|<script|<image|href/);
		expect(svg).toContain('<title id="title">');
	});

	it('follows the theme', () => {
		expect(svg).toContain('@media (prefers-color-scheme:dark)');
		expect(embedSvg(madeEmbed(), 'dark')).not.toContain('@media');
		expect(embedSvg(madeEmbed(), 'dark')).toContain(`--paper:${SCHEMES.dark.paper}`);
	});
});

describe('embedPng', () => {
	beforeAll(() =>
		registerFonts({
			sans: [font('libre-franklin-400'), font('libre-franklin-600')],
			serif: [font('source-serif-4-400'), font('source-serif-4-600')]
		})
	);

	/** Pixels of a part of a PNG that are not of its background. */
	async function inked(png: Uint8Array, box: { x: number; y: number; w: number; h: number }) {
		const image = await loadImage(Buffer.from(png));
		const context = createCanvas(image.width, image.height).getContext('2d');
		context.drawImage(image, 0, 0);
		const { data } = context.getImageData(box.x, box.y, box.w, box.h);
		const [r, g, b] = context.getImageData(image.width - 2, image.height - 2, 1, 1).data;
		let count = 0;
		for (let at = 0; at < data.length; at += 4)
			if (data[at] !== r || data[at + 1] !== g || data[at + 2] !== b) count += 1;
		return { count, width: image.width, height: image.height, paper: [r, g, b] };
	}

	it('has both weights of both shipped fonts', () => {
		for (const family of ['Libre Franklin', 'Source Serif 4']) {
			const styles = GlobalFonts.families.find((each) => each.family === family)?.styles ?? [];
			expect(styles.map(({ weight }) => weight).sort()).toEqual([400, 600]);
		}
	});

	it('refuses a file that is no font', () => {
		expect(() => registerFonts({ sans: [new Uint8Array(100)], serif: [] })).toThrow(/no text/);
	});

	it.each([320, 601, 1200, 2400])('is %i pixels wide when that is asked for', async (width) => {
		const png = await embedPng(madeEmbed(), 'light', width);
		expect((await inked(png, { x: 0, y: 0, w: 1, h: 1 })).width).toBe(width);
	});

	it('draws every line of its text', async () => {
		const content = madeEmbed();
		const png = await embedPng(content, 'light', 600);
		const { texts } = layoutPicture(content, 600, 'shipped');
		expect(texts.length).toBeGreaterThan(12);
		for (const { x, y, size, text } of texts) {
			const box = { x: Math.floor(x), y: Math.floor(y - size * 0.75), w: 40, h: Math.ceil(size) };
			expect((await inked(png, box)).count, text).toBeGreaterThan(15);
		}
	});

	it('draws the chart: its line, and the words on its axes', async () => {
		const drawn = madeEmbed({}, [madeSeries([5_000, 9_000, 12_000])]);
		const { chart } = layoutPicture(drawn, 600, 'shipped');
		if (!chart) throw new Error('no room for a chart');
		const png = await embedPng(drawn, 'light', 600);
		const axis = { x: chart.x, y: chart.y, w: 40, h: chart.height };
		const plot = { x: chart.x + 60, y: chart.y, w: chart.width - 60, h: chart.height };
		expect((await inked(png, axis)).count).toBeGreaterThan(100);
		expect((await inked(png, plot)).count).toBeGreaterThan(2_000);
	});

	it('is light or dark', async () => {
		const corner = { x: 0, y: 0, w: 1, h: 1 };
		const paper = async (scheme: 'light' | 'dark') =>
			(await inked(await embedPng(madeEmbed(), scheme, 320), corner)).paper;
		expect(await paper('light')).toEqual([255, 255, 255]);
		expect(await paper('dark')).toEqual([16, 21, 28]);
	});

	it('draws a claim without a chart', async () => {
		const content = madeEmbed({ ...UNMEASURED, readings: [], finding: 'not_measurable' }, []);
		const { height } = await inked(await embedPng(content, 'light', 600), {
			x: 0,
			y: 0,
			w: 1,
			h: 1
		});
		expect(height).toBe(layoutPicture(content, 600, 'shipped').height);
	});
});

describe('pngBytes', () => {
	it('refuses pixels of another size', async () => {
		await expect(pngBytes(new Uint8Array(16), 2, 3)).rejects.toThrow(RangeError);
	});
	it.each([
		[1, 1],
		[3, 5],
		[401, 64],
		[5, 131]
	])('gives back every pixel of %i × %i', async (width, height) => {
		const rgba = Uint8Array.from({ length: width * height * 4 }, (_, at) =>
			at % 4 === 3 ? 255 : (at * 37) >> 3
		);
		const image = await loadImage(Buffer.from(await pngBytes(rgba, width, height)));
		const context = createCanvas(width, height).getContext('2d');
		context.drawImage(image, 0, 0);
		const { data } = context.getImageData(0, 0, width, height);
		expect([image.width, image.height]).toEqual([width, height]);
		expect(data.findIndex((value, at) => value !== rgba[at])).toBe(-1);
	});
});

describe('embedSnippet', () => {
	it('is one frame with a title, no script, and more height for narrow screens', () => {
		const content = madeEmbed({ quote: 'a "b" <c>' });
		const snippet = embedSnippet(content, 'https://gauge.example.org');
		expect(snippet).toContain('src="https://gauge.example.org/embed/claims/made-claim"');
		expect(snippet).toContain('title="“a &quot;b&quot; &lt;c&gt;”: Not observed"');
		expect(snippet).not.toContain('<script');
		const [, low, tall, slope] = /max\((\d+)px,calc\((\d+)px - (\d+)vw\)\)/.exec(snippet) ?? [];
		const at = (width: number) =>
			Math.max(Number(low), Number(tall) - (Number(slope) * width) / 100);
		for (const width of [320, 680])
			expect(Math.abs(at(width) - layoutPicture(content, width, 'shipped').height)).toBeLessThan(
				30
			);
		expect(at(320)).toBeGreaterThan(at(680));
	});
});
