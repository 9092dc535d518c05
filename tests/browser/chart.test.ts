import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, parseTime } from '#lib/domain/time.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { addChain, chainOf } from '#lib/server/test-chain.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

const CLAIM = '/claims/demo-l2-busiest-hour';
/** Of two chains with blocks every six seconds, whose values can be drawn by the minute. */
const TWO_CHAINS = '/claims/zksync-atlas-15000-tps';
const BLOCK_SECONDS = 6;
const HOURS = 5;

describe('the charts of a claim, in a browser', () => {
	let site: MadeSite;
	let browser: Browser;

	beforeAll(async () => {
		site = await startMadeSite([], async (store, end) => {
			for (const chain of [324, 2741])
				await addChain(
					store,
					chain,
					chainOf(
						Array.from({ length: (HOURS * HOUR) / BLOCK_SECONDS }, (_, index) => ({
							timestamp: end - HOURS * HOUR + index * BLOCK_SECONDS,
							txCount: 3 + ((index * chain) % 17)
						}))
					)
				);
		});
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	/** Open a page in a context of its own; an error in its console fails the check. */
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

	const canvasOf = (page: Page, index = 0) => page.locator('figure canvas').nth(index);
	/** Scrolls to a chart and waits until Chart.js has drawn it. */
	async function lookAt(page: Page, index = 0): Promise<Locator> {
		const canvas = canvasOf(page, index);
		await page.locator('figure').nth(index).scrollIntoViewIfNeeded();
		await canvas.waitFor({ state: 'visible' });
		await canvas.scrollIntoViewIfNeeded();
		return canvas;
	}
	const readout = (page: Page, index = 0) => page.locator('figure .readout').nth(index);
	const subtitle = (page: Page) => page.locator('figure .subtitle').first();
	const chip = (page: Page, label: string) =>
		page
			.getByRole('navigation', { name: 'What the chart shows' })
			.getByText(label, { exact: true });
	const current = (page: Page) => page.locator('nav [aria-current="true"]').allTextContents();
	const viewOf = (page: Page) => new URL(page.url()).search;
	/** The series behind a chart, as its page links to it. */
	async function seriesOf(page: Page, index = 0): Promise<SeriesJson> {
		const href = await page
			.locator('figure')
			.nth(index)
			.getByRole('link', { name: 'JSON', includeHidden: true })
			.getAttribute('href');
		return site.json<SeriesJson>(href!);
	}

	it('gives up the peak and the block that it came from to a keyboard alone', async () => {
		await onPage(CLAIM, async (page) => {
			const { points } = await seriesOf(page);
			const peak = points.reduce((best, point) =>
				Number(point.value ?? 0) > Number(best.value ?? 0) ? point : best
			);
			expect(peak.peak_at!.block).toBeGreaterThan(1);

			await page.keyboard.press('Tab');
			expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
				'Skip to content'
			);
			await page.keyboard.press('Enter');
			const isOnChart = () => page.evaluate(() => document.activeElement?.tagName === 'CANVAS');
			await canvasOf(page).waitFor({ state: 'visible' });
			for (let tabs = 0; tabs < 40 && !(await isOnChart()); tabs++)
				await page.keyboard.press('Tab');
			expect(await isOnChart()).toBe(true);

			// By its figures alone: from the first point to the last, and back to the greatest.
			await page.keyboard.press('Home');
			const values: number[] = [];
			for (let index = 0; index < points.length; index++) {
				const text = (await readout(page).textContent()) ?? '';
				values.push(Number(/: ([\d.,]+)\u00a0tx\/s/.exec(text)?.[1]?.replaceAll(',', '') ?? -1));
				await page.keyboard.press('ArrowRight');
			}
			expect(new Set(values).size).toBeGreaterThan(3);
			await page.keyboard.press('Home');
			const greatest = values.indexOf(Math.max(...values));
			for (let index = 0; index < greatest; index++) await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Enter');

			const block = peak.peak_at!.block.toLocaleString('en');
			expect(await readout(page).textContent()).toContain(`peak from block ${block}`);
			// Pinned, it leads to the measurement of that bucket, which names the same block and its time.
			await page.keyboard.press('Tab');
			const href = await page.evaluate(() => document.activeElement?.getAttribute('href'));
			const measured = await site.json<{ peak_at: { time: string; block: number } }>(href!);
			expect(measured.peak_at).toEqual(peak.peak_at);

			await page.keyboard.press('Shift+Tab');
			expect(await isOnChart()).toBe(true);
			await page.keyboard.press('t');
			expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe(
				'region'
			);
			const cells = page.locator('figure tbody tr');
			expect(await cells.count()).toBe(points.length);
			expect(await cells.nth(points.length - 1 - points.indexOf(peak)).textContent()).toContain(
				block
			);
		});
	});

	it('has an address for each range and scale, and goes back and forward through them', async () => {
		await onPage(CLAIM, async (page) => {
			await lookAt(page);
			expect(await current(page)).toEqual(['All', 'Linear']);
			const steps: [label: string, search: string, each: string, scale: string][] = [
				['24h', '?range=24h', 'Each hour', 'from 0'],
				['7d', '?range=7d', 'Each hour', 'from 0'],
				['Log', '?range=7d&scale=log', 'Each hour', 'logarithmic'],
				['30d', '?range=30d&scale=log', 'Each day', 'logarithmic'],
				['All', '?scale=log', 'Each day', 'logarithmic'],
				['Linear', '', 'Each day', 'from 0']
			];
			const isShown = async (search: string, each: string, scale: string) => {
				await page.waitForURL((url) => url.search === search);
				await expect.poll(() => subtitle(page).textContent()).toContain(each);
				await expect.poll(() => subtitle(page).textContent()).toContain(scale);
				// The server says the same of that address to whoever opens it.
				const { status, text } = await site.get(new URL(page.url()).pathname + search);
				expect(status).toBe(200);
				expect(text).toContain(`${each} · in tx/s · `);
				expect((await seriesOf(page)).resolution).toBe(each === 'Each hour' ? '1h' : '1d');
			};
			const before = await page.evaluate(() => scrollY);
			for (const [label, search, each, scale] of steps) {
				await chip(page, label).click();
				await isShown(search, each, scale);
				expect(await current(page)).toContain(label);
			}
			expect(await page.evaluate(() => scrollY)).toBe(before);
			for (const [, search, each, scale] of steps.slice(0, -1).reverse()) {
				await page.goBack();
				await isShown(search, each, scale);
			}
			await page.goForward();
			await isShown('?range=7d', 'Each hour', 'from 0');
		});
	});

	it('says why it cannot be longer than its data, or show what is kept by the hour in one value', async () => {
		await onPage(CLAIM, async (page) => {
			for (const label of ['90d', '1y', '1h']) {
				expect(await chip(page, label).getAttribute('aria-disabled'), label).toBe('true');
				expect(await chip(page, label).getAttribute('href'), label).toBeNull();
			}
			const why = page.locator('nav p');
			expect(await why.textContent()).toMatch(/No 90d, 1y: \d+ days are collected so far\./);
		});
		for (const [query, words] of [
			['range=2w', 'Range “2w” is none of 1h, 24h'],
			['from=2026-01-02&to=2026-01-01', 'is not before'],
			['scale=cubic', 'is none of log, linear']
		] as const) {
			const { status, text } = await site.get(`${CLAIM}?${query}`);
			expect(status, query).toBe(400);
			expect(text, query).toContain(words);
		}
	});

	it('zooms to what is drawn on it by mouse, by touch and by keys, and back', async () => {
		const stretchOf = (page: Page) => {
			const query = new URL(page.url()).searchParams;
			return [query.get('from'), query.get('to')].map((time) => (time ? parseTime(time) : 0));
		};
		const isZoomed = async (page: Page) => {
			await page.waitForURL(/from=/);
			await expect.poll(() => subtitle(page).textContent()).toContain('Each hour');
			const [from = 0, to = 0] = stretchOf(page);
			const series = await seriesOf(page);
			expect([parseTime(series.from), parseTime(series.to)]).toEqual([from, to]);
			return to - from;
		};
		await onPage(CLAIM, async (page) => {
			const box = (await (await lookAt(page)).boundingBox())!;
			await page.mouse.move(box.x + box.width * 0.5, box.y + 100);
			await page.mouse.down();
			await page.mouse.move(box.x + box.width * 0.55, box.y + 110);
			await page.mouse.move(box.x + box.width * 0.6, box.y + 120);
			expect(await readout(page).textContent()).toContain('Selected: ');
			await page.mouse.up();
			const length = await isZoomed(page);
			expect(length).toBeGreaterThan(2 * 24 * HOUR);
			expect(length).toBeLessThan(8 * 24 * HOUR);
			const stretch = viewOf(page);
			await page.getByRole('link', { name: 'Whole range' }).click();
			await page.waitForURL((url) => url.search === '');
			await page.goBack();
			await page.waitForURL((url) => url.search === stretch);
			await isZoomed(page);
			await page.goto(site.url + CLAIM + stretch);
			expect(await subtitle(page).textContent()).toContain('Each hour');
		});
		await onPage(CLAIM, async (page) => {
			const canvas = await lookAt(page);
			await canvas.focus();
			await page.keyboard.press('Home');
			for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
			await page.keyboard.press('Escape');
			expect(await readout(page).textContent()).not.toContain('Selected');
			for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
			await page.keyboard.press('Enter');
			expect(await isZoomed(page)).toBe(4 * 24 * HOUR);
			// Who zooms by keys stays on the chart.
			expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS');
		});
		const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
		await onPage(
			CLAIM,
			async (page) => {
				const box = (await (await lookAt(page)).boundingBox())!;
				const y = box.y + box.height / 2;
				const cdp = await page.context().newCDPSession(page);
				const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', part: number | null) =>
					cdp.send('Input.dispatchTouchEvent', {
						type,
						touchPoints: part === null ? [] : [{ x: box.x + box.width * part, y }]
					});
				await page.touchscreen.tap(box.x + box.width * 0.5, y);
				await page.getByRole('button', { name: 'Close' }).click();
				expect(await page.getByRole('button', { name: 'Close' }).count()).toBe(0);
				await touch('touchStart', 0.4);
				for (const part of [0.42, 0.45, 0.5, 0.55]) await touch('touchMove', part);
				await touch('touchEnd', null);
				expect(await isZoomed(page)).toBeGreaterThan(2 * 24 * HOUR);
			},
			phone
		);
	});

	it('marks the same time on all charts of the page, until it is let go', async () => {
		await onPage(`${TWO_CHAINS}?range=1h`, async (page) => {
			expect(await page.locator('figure').count()).toBe(2);
			expect(await subtitle(page).textContent()).toContain('Each minute');
			await lookAt(page, 1);
			const box = (await (await lookAt(page)).boundingBox())!;
			const tips = page.locator('figure .time');
			await page.mouse.move(box.x + box.width / 2, box.y + 150);
			await expect.poll(() => tips.count()).toBe(2);
			const [one, other] = await tips.allTextContents();
			expect(one).toBe(other);
			await page.mouse.click(box.x + box.width / 2, box.y + 150);
			await page.mouse.move(5, 5);
			expect(await tips.allTextContents()).toEqual([one, other]);
			// One speaks, and both could be followed to an explorer from where they were pinned.
			expect(await readout(page).textContent()).toContain('covered, blocks');
			expect(await readout(page, 1).textContent()).toContain('Point at the chart');
			const link = page.getByRole('link', { name: /^block / });
			expect(await link.first().getAttribute('href')).toMatch(
				/^https:\/\/explorer\.zksync\.io\/block\/\d+$/
			);
			await canvasOf(page).focus();
			await page.keyboard.press('Escape');
			expect(await tips.count()).toBe(0);
		});
	});

	it('is whole without JavaScript: its controls are links to another drawing', async () => {
		await onPage(
			CLAIM,
			async (page) => {
				const drawing = () => page.locator('figure svg').first().innerHTML();
				const whole = await drawing();
				expect(await canvasOf(page).isVisible()).toBe(false);
				await chip(page, '7d').click();
				await page.waitForURL(/range=7d/);
				const week = await drawing();
				expect(week).not.toBe(whole);
				await chip(page, 'Log').click();
				await page.waitForURL(/range=7d&scale=log/);
				expect(await drawing()).not.toBe(week);
				expect(await page.locator('figure svg').first().isVisible()).toBe(true);
				await page.locator('summary', { hasText: 'Cite' }).click();
				expect(await page.getByLabel('APA').inputValue()).toMatch(/\?asOf=\d{4}-/);
			},
			{ javaScriptEnabled: false }
		);
	});

	it('moves nothing when Chart.js takes over, or when points are read and marked', async () => {
		for (const width of [1_200, 390])
			await onPage(
				TWO_CHAINS,
				async (page) => {
					await page.evaluate(async () => {
						await document.fonts.ready;
						const shifts: number[] = [];
						Object.assign(window, { shifts });
						new PerformanceObserver((list) => {
							for (const entry of list.getEntries())
								shifts.push((entry as PerformanceEntry & { value: number }).value);
						}).observe({ type: 'layout-shift' });
					});
					const heights = () =>
						page.locator('figure').evaluateAll((all) => all.map((each) => each.clientHeight));
					const before = await heights();
					await lookAt(page, 1);
					const canvas = await lookAt(page);
					await canvas.focus();
					for (const key of ['Home', 'End', 'Shift+ArrowLeft', 'Escape', 'Enter', 'Escape'])
						await page.keyboard.press(key);
					await page.evaluate(() => new Promise(requestAnimationFrame));
					const shifts = await page.evaluate(
						() => (window as unknown as { shifts: number[] }).shifts
					);
					expect(shifts, `at ${width} px`).toEqual([]);
					expect(await heights()).toEqual(before);
				},
				{ viewport: { width, height: 900 } }
			);
	});

	it('gives its series as a table with the unit in the name, and all that was asked for in it', async () => {
		await onPage(`${CLAIM}?range=7d`, async (page) => {
			const series = await seriesOf(page);
			await page.locator('summary', { hasText: 'Download' }).click();
			const link = page.locator('.tools').getByRole('link', { name: 'CSV' });
			const { status, headers, text } = await site.get((await link.getAttribute('href'))!);
			expect(status).toBe(200);
			expect(headers.get('content-type')).toContain('text/csv');
			expect(headers.get('claimgauge-demo')).toBe('true');
			const [header, ...rows] = text.split('\n').filter((line) => line && !line.startsWith('#'));
			expect(header).toContain(',throughput_user_tx_max_1h_tx_per_s,');
			expect(rows.map((row) => row.split(',')[2])).toEqual(
				series.points.map(({ value }) => (value === null ? '' : String(value)))
			);
			expect(text).toContain('# Licence: CC BY 4.0');
		});
	});
});
