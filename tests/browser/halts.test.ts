import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, iso } from '#lib/domain/time.ts';
import type { SeriesJson, SeriesPointJson } from '#lib/domain/wire/series.ts';
import { HALTED_HOURS, startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

/** Of this one blocks are missing; of the other, fees are known. */
const WITH_GAP = 31338;
const WITH_FEES = 31337;

describe('a chain that stood still', () => {
	let site: MadeSite;
	let browser: Browser;
	/** Five days with a night of no traffic, a halt and a gap; and two of none of these. */
	let view: string;
	let ordinary: string;

	beforeAll(async () => {
		let end = 0;
		const note = async (_: unknown, now: number) => void (end = now);
		site = await startMadeSite([], note, { halted: true });
		browser = await startBrowser();
		const since = (days: number) => iso(end - (35 - days) * DAY);
		view = `from=${since(16.5)}&to=${since(21.5)}&scale=log`;
		ordinary = `from=${since(24)}&to=${since(26)}&scale=log`;
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	const onPage = (
		path: string,
		check: (page: Page) => Promise<void>,
		options: BrowserContextOptions = {}
	) =>
		withPage(browser, site.url + path, check, {
			viewport: { width: 1_200, height: 900 },
			reducedMotion: 'reduce',
			...options
		});

	const figure = (page: Page, theme: string) =>
		page.locator(`section[aria-labelledby="${theme}"] figure`);
	/** What of a halt’s bar both drawings of the server have: it and its two ends. */
	const PARTS = 3;
	const barsOf = (page: Page) =>
		figure(page, 'throughput').locator('[role=img] path[fill="var(--ink)"]').count();
	/** Where the data of a chart is served, as its page links to it. */
	const dataOf = async (page: Page, theme: string, kind: 'JSON' | 'CSV') =>
		(await figure(page, theme)
			.getByRole('link', { name: kind, includeHidden: true })
			.getAttribute('href'))!;
	const seriesOf = async (page: Page, theme: string) =>
		site.json<SeriesJson>(await dataOf(page, theme, 'JSON'));
	/** The rows of a chart's table in the order of time: the row's own cells by the table's header. */
	async function rowsOf(page: Page, theme: string): Promise<Record<string, string>[]> {
		const rows = await figure(page, theme)
			.locator('table')
			.evaluate((table) => {
				const text = (cell: Element) => cell.textContent!.replaceAll(/\s+/g, ' ').trim();
				const names = [...table.querySelectorAll('thead th')].map(text);
				return [...table.querySelectorAll('tbody tr')].map((row) =>
					Object.fromEntries([...row.children].map((cell, index) => [names[index]!, text(cell)]))
				);
			});
		return rows.reverse();
	}
	/** The data rows of a CSV, by its header. */
	async function csvOf(page: Page, theme: string): Promise<Record<string, string>[]> {
		const { text } = await site.get(await dataOf(page, theme, 'CSV'));
		const [header, ...rows] = text.split('\n').filter((line) => line !== '' && line[0] !== '#');
		const names = header!.split(',');
		return rows.map((row) =>
			Object.fromEntries(row.split(',').map((cell, index) => [names[index]!, cell]))
		);
	}
	const is = (points: readonly SeriesPointJson[], ask: (point: SeriesPointJson) => boolean) =>
		points.flatMap((point, index) => (ask(point) ? [index] : []));
	const words = (rows: readonly Record<string, string>[], places: readonly number[]) => [
		...new Set(places.map((place) => rows[place]!['Value']!.replaceAll('\u00a0', ' ')))
	];

	it('is said to have made no block, as no gap and no quiet hour is, without a script too', async () => {
		await onPage(
			`/chains/${WITH_GAP}?${view}`,
			async (page) => {
				const { points } = await seriesOf(page, 'throughput');
				const halts = is(points, ({ no_block }) => no_block);
				const whole = HALTED_HOURS.to - HALTED_HOURS.from;
				expect([whole - 1, whole]).toContain(halts.length);
				// What proves it: the block after the halt follows the one before it.
				const [before, after] = [points[halts[0]! - 1]!, points[halts.at(-1)! + 1]!];
				expect(after.from_block).toBe(before.to_block! + 1);
				const quiet = is(points, (point) => point.value === 0 && !point.no_block);
				const gaps = is(points, ({ coverage }) => coverage === 0);
				expect(quiet.length).toBeGreaterThan(5);
				expect(gaps.length).toBeGreaterThan(3);

				const rows = await rowsOf(page, 'throughput');
				expect(words(rows, halts)).toEqual(['0 tx/s (the chain made no block)']);
				expect(words(rows, quiet)).toEqual(['0 tx/s']);
				expect(words(rows, gaps)).toEqual(['— no block of this window is collected']);

				const csv = await csvOf(page, 'throughput');
				expect(csv.flatMap((row, index) => (row['no_block'] === 'true' ? [index] : []))).toEqual(
					halts
				);
				expect(await barsOf(page)).toBe(2 * PARTS);
				const key = await figure(page, 'throughput').locator('ul').innerText();
				for (const each of [
					'blocks missing, value unknown',
					'the chain made no block',
					'measured, and it was 0'
				])
					expect(key).toContain(each);
			},
			{ javaScriptEnabled: false }
		);
		await onPage(`/chains/${WITH_GAP}?${ordinary}`, async (page) => {
			expect(await barsOf(page)).toBe(0);
		});
	});

	it('has no fee for another reason than an hour in which nobody paid one, beside the spread of all others', async () => {
		await onPage(`/chains/${WITH_FEES}?${view}`, async (page) => {
			const { points, unit } = await seriesOf(page, 'fee');
			expect(unit).toBe('gwei/tx');
			const halts = is(points, ({ no_block }) => no_block);
			const quiet = is(points, ({ value, no_block }) => value === null && !no_block);
			expect(points.filter(({ value, spread }) => (value === null) !== (spread === null))).toEqual(
				[]
			);
			expect(Math.min(halts.length, quiet.length)).toBeGreaterThan(5);

			const rows = await rowsOf(page, 'fee');
			expect(words(rows, halts)).toEqual(['— the chain made no block']);
			expect(words(rows, quiet)).toEqual(['— no plain transfer in this window']);
			for (const [end, name] of ['10th percentile', '90th percentile'].entries()) {
				expect(rows[halts[0]!]![name]).toBe('—');
				expect(rows[0]![name]).toMatch(/^[\d.,]+ gwei\/tx$/);
				const csv = await csvOf(page, 'fee');
				const column = `fee_native_transfer_p${end === 0 ? 10 : 90}_gwei_per_tx`;
				expect(csv.map((row) => row[column])).toEqual(
					points.map(({ spread }) => (spread ? String(spread[end]) : ''))
				);
			}
		});
	});

	it('is drawn by a script as by the server, and said at its point', async () => {
		const inkOf = (page: Page) =>
			figure(page, 'throughput')
				.locator('canvas')
				.first()
				.evaluate((element) => {
					const canvas = element as HTMLCanvasElement;
					const pen = document.createElement('canvas').getContext('2d')!;
					pen.fillStyle = getComputedStyle(canvas).getPropertyValue('--ink');
					pen.fillRect(0, 0, 1, 1);
					const ink = pen.getImageData(0, 0, 1, 1).data;
					const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
					let count = 0;
					for (let at = 0; at < data.length; at += 4)
						if ([0, 1, 2, 3].every((part) => data[at + part] === ink[part])) count++;
					return count;
				});
		const lookAt = async (page: Page) => {
			const canvas = figure(page, 'throughput').locator('canvas').first();
			await figure(page, 'throughput').scrollIntoViewIfNeeded();
			await canvas.waitFor({ state: 'visible' });
			return canvas;
		};
		await onPage(`/chains/${WITH_GAP}?${view}`, async (page) => {
			const { points } = await seriesOf(page, 'throughput');
			const canvas = await lookAt(page);
			expect(await inkOf(page)).toBeGreaterThan(100);
			await canvas.focus();
			await page.keyboard.press('Home');
			const readout = figure(page, 'throughput').locator('.readout').first();
			for (const [at, point] of points.entries()) {
				const text = (await readout.textContent()) ?? '';
				expect(text.includes('0\u00a0tx/s, the chain made no block'), `point ${at}`).toBe(
					point.no_block
				);
				await page.keyboard.press('ArrowRight');
			}
		});
		await onPage(`/chains/${WITH_GAP}?${ordinary}`, async (page) => {
			await lookAt(page);
			expect(await inkOf(page)).toBe(0);
		});
	});
});
