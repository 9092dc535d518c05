import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasurementJson } from '#lib/domain/wire.ts';
import { LIVE_BLOCKS } from '#lib/domain/wire.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';

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

	/** Open a page; an error in its console, or a page that had to be drawn anew there, fails the check. */
	async function onPage(
		path: string,
		options: BrowserContextOptions,
		check: (page: Page) => Promise<void>
	) {
		const context = await browser.newContext(options);
		try {
			const page = await context.newPage();
			const errors: string[] = [];
			page.on('pageerror', (error) => errors.push(error.message));
			page.on('console', (message) => {
				const isWrong = message.type() === 'error' || message.text().includes('hydration');
				if (isWrong) errors.push(message.text());
			});
			await page.goto(site.url + path, { waitUntil: 'load' });
			await check(page);
			expect(errors, path).toEqual([]);
		} finally {
			await context.close();
		}
	}

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

	it('show another range when it is asked for, in the address, and step back', async () => {
		await onPage(PAGE, { viewport: { width: 1_440, height: 900 } }, async (page) => {
			const summary = page.locator('summary').first();
			expect(await summary.textContent()).toMatch(/3\d values/);
			await page.getByRole('link', { name: '7d', exact: true }).click();
			await page.waitForURL(`**${PAGE}?range=7d`);
			await until('168 hours', async () => /1\d\d values/.test((await summary.textContent())!));
			await page.getByRole('link', { name: 'Log scale' }).click();
			await page.waitForURL(`**${PAGE}?range=7d&scale=log`);
			await page.goBack();
			await page.goBack();
			await page.waitForURL(`**${PAGE}`);
			await until('30 days', async () => /3\d values/.test((await summary.textContent())!));
			expect(await page.locator('nav a[aria-current]', { hasText: '30d' }).count()).toBe(1);
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
