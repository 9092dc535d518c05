import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_BLOCKS } from '#lib/domain/wire/live.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

const L2 = 31338;
const PAGE = `/chains/${L2}`;

describe('the pages of chains and their newest blocks, in a browser', () => {
	let site: MadeSite;
	let browser: Browser;

	beforeAll(async () => {
		site = await startMadeSite();
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	// Events of new blocks keep a page from ever being quiet.
	const onPage = (
		path: string,
		options: BrowserContextOptions,
		check: (page: Page) => Promise<void>
	) => withPage(browser, site.url + path, check, options, 'load');

	/** The numbers of the blocks of the second chain that a page shows, the newest first. */
	const shownBlocks = async (page: Page) => {
		const table = page.locator('table', { hasText: 'The newest stored blocks of Demo L2' });
		const cells = await table.locator('tbody th').allInnerTexts();
		return cells.map((text) => Number(text.split('\n')[0]?.replaceAll(/\D/g, '')));
	};

	/** Look again until it is so, so many times at most. */
	async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
		for (let tries = 0; !(await isSo()); tries++) {
			if (tries > 100) throw new Error(`not within 100 looks: ${what}`);
			await sleep(100);
		}
	}

	const shifts = (page: Page) =>
		page.evaluate(
			() =>
				new Promise<number>((resolve) => {
					let sum = 0;
					new PerformanceObserver((list) => {
						for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
							sum += entry.value;
					}).observe({ type: 'layout-shift', buffered: true });
					// an observer is told of what is buffered in a task of its own
					setTimeout(() => requestAnimationFrame(() => resolve(sum)), 50);
				})
		);

	it.each([360, 768, 1_440])('are no wider than a window of %i px', async (width) => {
		const viewport = { width, height: 900 };
		for (const path of ['/chains', PAGE, `${PAGE}?range=24h&scale=log`, '/live', '/chains/31337'])
			await onPage(path, { viewport }, async (page) => {
				const [scrollWidth, clientWidth] = await page.evaluate(
					() =>
						[document.documentElement.scrollWidth, document.documentElement.clientWidth] as const
				);
				expect(scrollWidth, path).toBeLessThanOrEqual(clientWidth);
				expect(await page.locator('h1').count()).toBe(1);
			});
	});

	it('list every chain, with the figures that the API gives for the same window', async () => {
		await onPage('/chains', {}, async (page) => {
			const rows = page.locator('tbody tr');
			expect(await rows.count()).toBe(2);
			const values = await rows
				.nth(0)
				.locator('data.measured')
				.evaluateAll((all) => all.map((each) => each.getAttribute('value')));
			const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
			const day = await rows.nth(0).locator('td').last().textContent();
			const shown = new Date(`${day!.trim().split('\n')[0]!.slice(0, 11)} UTC`).toISOString();
			// the day may turn while the test runs
			expect([yesterday, new Date().toISOString().slice(0, 10)]).toContain(shown.slice(0, 10));
			const to = new Date(Date.parse(shown) + 86_400_000).toISOString().replace('.000', '');
			const window = `from=${shown.replace('.000', '')}&to=${to}`;
			for (const [index, query] of [
				'metric=throughput.user_tx&statistic=mean',
				'metric=fee.native_transfer&statistic=p50&unit=gwei/tx',
				'metric=block.interval&statistic=p50'
			].entries()) {
				const { value } = await site.json<MeasurementJson>(
					`/api/v1/chains/31337/measure?${query}&${window}`
				);
				expect(values[index]).toBe(String(value));
			}
			await page.getByRole('link', { name: 'Demo L2' }).click();
			await page.waitForURL(`**${PAGE}`);
			expect(await page.locator('h1').textContent()).toBe('Demo L2');
		});
	});

	it('have each figure with n, coverage and the query that gives it', async () => {
		await onPage(PAGE, {}, async (page) => {
			const rows = page.locator('tr:has(a[href*="/measure?"])');
			expect(await rows.count()).toBeGreaterThan(10);
			for (const row of await rows.all()) {
				const href = (await row.locator('a[href*="/measure?"]').getAttribute('href'))!;
				const { value, metric } = await site.json<MeasurementJson>(href);
				expect(await row.locator(`a[href="/methodology#${metric}"]`).count()).toBe(1);
				const figure = row.locator('data.measured');
				if (value === null) expect(await figure.count(), href).toBe(0);
				else expect(await figure.getAttribute('value'), href).toBe(String(value));
			}
			const text = await page.locator('main').innerText();
			expect(text).toContain('tell of no batches');
			expect(text).toContain('Claims that touch it');
		});
	});

	/** What the page of a chain shows of a range: its chips, the window and first figures, how many values are drawn. */
	const shownRange = (page: Page) =>
		page.evaluate(() => ({
			chips: [...document.querySelectorAll('main nav a[aria-current]')].map((a) => a.textContent),
			caption: document.querySelector('caption:not(.hidden)')?.textContent,
			figures: [...document.querySelectorAll('main data.measured')].map((each) => each.outerHTML),
			values: document.querySelector('figure summary')?.textContent,
			scale: document.querySelector('figure .subtitle')?.textContent
		}));

	it('have each range and scale in their address, and back and forward step through them', async () => {
		await onPage(PAGE, { viewport: { width: 1_440, height: 900 } }, async (page) => {
			const steps: [chip: string, query: string, values: RegExp, scale: string][] = [
				['7d', '?range=7d', /1\d\d values/, 'from 0'],
				['Log scale', '?range=7d&scale=log', /1\d\d values/, 'logarithmic'],
				['1h', '?range=1h&scale=log', /6\d values/, 'logarithmic'],
				['Linear', '?range=1h', /6\d values/, 'from 0'],
				['All', '?range=all', /3\d values/, 'from 0'],
				['30d', '', /3\d values/, 'from 0']
			];
			const states = [{ query: '', is: await shownRange(page) }];
			for (const [chip, query, values, scale] of steps) {
				await page.getByRole('link', { name: chip, exact: true }).click();
				await page.waitForURL(`**${PAGE}${query}`);
				await expect.poll(() => shownRange(page).then(({ chips }) => chips)).toContain(chip);
				const is = await shownRange(page);
				expect(is.values).toMatch(values);
				expect(is.scale).toContain(scale);
				states.push({ query, is });
			}
			expect(new Set(states.map(({ is }) => JSON.stringify(is))).size).toBe(steps.length);
			expect(states.at(-1)!.is).toEqual(states[0]!.is);
			const isAt = async ({ query, is }: (typeof states)[number]) => {
				await expect.poll(() => new URL(page.url()).search).toBe(query);
				await expect.poll(() => shownRange(page), { message: query }).toEqual(is);
			};
			for (const state of states.slice(0, -1).reverse()) {
				await page.goBack();
				await isAt(state);
			}
			for (const state of states.slice(1)) {
				await page.goForward();
				await isAt(state);
			}
			// and each address alone gives the same page
			for (const state of states.slice(1, 4)) {
				await page.goto(site.url + PAGE + state.query, { waitUntil: 'load' });
				await isAt(state);
			}
		});
	});

	it('give up the peak and the block that it came from to a keyboard alone', async () => {
		const options = { viewport: { width: 1_200, height: 1_000 }, reducedMotion: 'reduce' } as const;
		await onPage(PAGE, options, async (page) => {
			const tabTo = async (what: string, isThere: () => Promise<boolean>) => {
				for (let tabs = 0; tabs < 40 && !(await isThere()); tabs++)
					await page.keyboard.press('Tab');
				expect(await isThere(), what).toBe(true);
			};
			const focused = (text: string) => () =>
				page.evaluate((words) => document.activeElement?.textContent?.trim() === words, text);
			const canvas = page.locator('figure canvas').first();
			const readout = page.locator('figure .readout').first();

			await page.keyboard.press('Tab');
			expect(await focused('Skip to content')()).toBe(true);
			await page.keyboard.press('Enter');
			await tabTo('the chip of the last hour', focused('1h'));
			await page.keyboard.press('Enter');
			await page.waitForURL(`**${PAGE}?range=1h`);
			const summary = page.locator('figure summary').first();
			await expect.poll(() => summary.textContent()).toMatch(/6\d values/);

			// The figures come first: the highest hour says when it was and from which block.
			const throughput = page.getByRole('region', { name: /^Figures: Throughput/ });
			await tabTo('the figures', () =>
				throughput.evaluate((region) => region === document.activeElement)
			);
			const highest = throughput.locator('tr', { hasText: 'highest hour' });
			const measured = await site.json<MeasurementJson>(
				(await highest.getByRole('link', { name: 'JSON' }).getAttribute('href'))!
			);
			expect(await highest.innerText()).toContain(
				`block ${measured.peak_at!.block.toLocaleString('en')}`
			);

			// Then the chart: from the first minute to the last, and back to the greatest.
			await throughput.getByRole('link', { name: 'JSON' }).last().waitFor();
			await canvas.waitFor({ state: 'visible' });
			await tabTo('the chart', () => canvas.evaluate((each) => each === document.activeElement));
			const { points } = await site.json<SeriesJson>(
				(await page
					.locator('figure')
					.first()
					.getByRole('link', { name: 'JSON', includeHidden: true })
					.getAttribute('href'))!
			);
			await page.keyboard.press('Home');
			const values: number[] = [];
			for (let index = 0; index < points.length; index++) {
				const text = (await readout.textContent()) ?? '';
				values.push(Number(/: ([\d.,]+)\u00a0tx\/s/.exec(text)?.[1]?.replaceAll(',', '') ?? -1));
				await page.keyboard.press('ArrowRight');
			}
			expect(new Set(values).size).toBeGreaterThan(2);
			const greatest = values.indexOf(Math.max(...values));
			await page.keyboard.press('Home');
			for (let index = 0; index < greatest; index++) await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Enter');
			const peak = points.reduce((best, point) =>
				Number(point.value ?? 0) > Number(best.value ?? 0) ? point : best
			);
			expect(peak.from_block).toBeGreaterThan(1);
			expect(peak.to_block).toBe(peak.from_block);
			const block = peak.from_block!.toLocaleString('en');
			expect(await readout.textContent()).toContain(`blocks ${block} to ${block}`);
			// Pinned, it leads to the measurement of that minute, which names the same block.
			await page.keyboard.press('Tab');
			const href = await page.evaluate(() => document.activeElement?.getAttribute('href'));
			const { provenance } = await site.json<MeasurementJson>(href!);
			expect([provenance.from_block, provenance.to_block]).toEqual([
				peak.from_block,
				peak.from_block
			]);
		});
	});

	it.each(['/live', PAGE])(
		'show on %s a block that another process stores, and nothing moves',
		async (path) => {
			await onPage(path, { viewport: { width: 1_440, height: 900 } }, async (page) => {
				await page.getByText('New blocks appear by themselves.').waitFor();
				// what comes of loading, of fonts say, is over
				await page.evaluate(() => document.fonts.ready.then(() => undefined));
				const before = await shifts(page);
				for (let k = 0; k < 3; k++) {
					const number = await site.addBlock();
					await until(`block ${number}`, async () => (await shownBlocks(page))[0] === number);
				}
				const shown = await shownBlocks(page);
				expect(shown).toEqual(Array.from({ length: LIVE_BLOCKS }, (_, k) => shown[0]! - k));
				const lane = page.locator('table', { hasText: 'stored blocks of Demo L2' });
				const words = (await lane.locator('tbody tr').allInnerTexts()).map((row) =>
					row.replaceAll(/\s+/g, ' ')
				);
				expect(words[0]).toContain('2 of 3');
				expect(words[0]).toContain('provisional');
				expect(words.at(-1)).toMatch(/final|provisional/);
				expect(await shifts(page)).toBe(before);
			});
		}
	);

	it('are paused by a button, and catch up when it is let go', async () => {
		await onPage('/live', {}, async (page) => {
			await page.getByText('New blocks appear by themselves.').waitFor();
			const button = page.getByRole('button', { name: 'Pause' });
			expect(await button.getAttribute('aria-pressed')).toBe('false');
			await button.click();
			expect(await button.getAttribute('aria-pressed')).toBe('true');
			const before = await shownBlocks(page);
			let number = 0;
			for (let k = 0; k < 2; k++) number = await site.addBlock();
			// by the time that another reader has been told, this one would have been
			await onPage('/live', {}, async (other) => {
				await until(`block ${number}`, async () => (await shownBlocks(other))[0] === number);
			});
			expect(await shownBlocks(page)).toEqual(before);
			await button.press('Enter');
			await until(`block ${number}`, async () => (await shownBlocks(page))[0] === number);
			expect(await shownBlocks(page)).toContain(number - 1);
		});
	});

	it('begin paused for those who want less motion', async () => {
		await onPage('/live', { reducedMotion: 'reduce' }, async (page) => {
			await page.getByText('Paused: nothing changes until you go on.').waitFor();
			const button = page.getByRole('button', { name: 'Pause' });
			expect(await button.getAttribute('aria-pressed')).toBe('true');
		});
	});

	it('say without JavaScript that they stand still, and show blocks, charts and ranges', async () => {
		const number = await site.addBlock();
		await onPage('/live', { javaScriptEnabled: false }, async (page) => {
			// what stands in <noscript> no locator by text finds
			expect(await page.locator('main').innerText()).toContain(
				'Without JavaScript these are the newest blocks'
			);
			expect(await page.getByRole('button').count()).toBe(0);
			// the state of the data stands for a moment
			await until(`block ${number}`, async () => {
				await page.reload();
				return (await shownBlocks(page))[0] === number;
			});
		});
		await onPage(PAGE, { javaScriptEnabled: false }, async (page) => {
			expect(await page.locator('figure svg[role="img"]').count()).toBeGreaterThan(1);
			await page.getByRole('link', { name: '24h', exact: true }).click();
			await page.waitForURL(`**${PAGE}?range=24h`);
			expect(await page.locator('nav a[aria-current]', { hasText: '24h' }).count()).toBe(1);
		});
	});

	it('refuse what is none, and say what there is', async () => {
		for (const id of ['99', '324', 'x']) {
			const { status, text } = await site.get(`/chains/${id}`);
			expect(status).toBe(404);
			expect(text).toContain('31337 (Demo L1), 31338 (Demo L2)');
		}
		for (const query of ['range=2d', 'scale=x', 'from=2026-01-01', 'range=7d&from=1&to=2']) {
			const { status, text } = await site.get(`${PAGE}?${query}`);
			expect(status, query).toBe(400);
			expect(text).toContain('This cannot be asked that way');
		}
	});
});
