import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { recordPasses } from './made-passes.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** 320 px is 1280 at a zoom of 400 %. */
const WIDTHS = [320, 768, 1_440];
const CLAIM = 'demo-l2-busiest-hour';

/** An age that comes with a script moves the rest of its line, and nothing else may move. */
const MOST_SHIFT = 0.005;

/** Each kind of page once, and what it answers. */
const PAGES: readonly (readonly [path: string, status: number])[] = [
	['/', 200],
	['/?asOf=2020-01-01', 200],
	[`/claims/${CLAIM}`, 200],
	['/claims/demo-l2-5000-tps', 200],
	['/claims/demo-l2-friendliest', 200],
	['/claims/zksync-atlas-15000-tps', 200],
	['/articles/demo-two-chains', 200],
	['/articles/vitalik-backs-zksync', 200],
	['/measurements/ID', 200],
	['/status', 200],
	['/chains', 200],
	['/chains/31338', 200],
	['/chains/31337?range=7d', 200],
	['/chains/999', 404],
	['/live', 200],
	['/compare', 200],
	['/compare?chains=31337,31338&metric=block.interval', 200],
	['/methodology', 200],
	['/states', 200],
	[`/claims/${CLAIM}/embed`, 200],
	[`/claims/${CLAIM}?range=7d&scale=log`, 200],
	['/?finding=demonstrated', 200],
	['/claims/none-of-that-name', 404],
	['/?asOf=yesterday', 400]
];

describe('every page, in a browser', () => {
	let site: MadeSite;
	let browser: Browser;
	let measurement: string;

	beforeAll(async () => {
		site = await startMadeSite([], recordPasses);
		browser = await startBrowser();
		measurement = (await site.json<ClaimJson>(`/api/v1/claims/${CLAIM}`)).measured!.id!;
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	/** Open all pages of the list, one after another, in one context; errors in a console fail the check. */
	async function onEach(
		options: Parameters<Browser['newContext']>[0],
		check: (page: Page, path: string) => Promise<void>
	): Promise<void> {
		const context = await browser.newContext(options);
		try {
			for (const [listed, status] of PAGES) {
				const path = listed.replace('ID', measurement);
				const page = await context.newPage();
				const errors: string[] = [];
				page.on('pageerror', (error) => errors.push(error.message));
				page.on('console', (message) => {
					// A page that does not hydrate is drawn anew, and only warns of it.
					const isWrong = message.type() === 'error' || /hydration/.test(message.text());
					if (isWrong) errors.push(message.text());
				});
				const response = await page.goto(site.url + path, { waitUntil: 'load' });
				expect(response?.status(), path).toBe(status);
				await check(page, path);
				// That a page is missing is told in the console too.
				if (status === 200) expect(errors, path).toEqual([]);
				await page.close();
			}
		} finally {
			await context.close();
		}
	}

	it.each(['light', 'dark'] as const)(
		'has nothing that axe objects to, %s',
		async (colorScheme) => {
			const found: string[] = [];
			await onEach(
				{ viewport: { width: 768, height: 900 }, colorScheme, reducedMotion: 'reduce' },
				async (page, path) => {
					// What is folded is a part of the page too.
					await page.evaluate(() => {
						for (const each of document.querySelectorAll('details')) each.open = true;
					});
					await page.evaluate(AXE);
					const { violations } = await page.evaluate<AxeResults>(
						"axe.run({ resultTypes: ['violations'] })"
					);
					for (const { id, nodes } of violations)
						for (const { html, failureSummary } of nodes)
							found.push(`${path}: ${id}: ${html.slice(0, 160)}: ${failureSummary}`);
				}
			);
			expect(found).toEqual([]);
		}
	);

	it.each(WIDTHS)('is no wider than a window of %i px', async (width) => {
		const tooWide: string[] = [];
		await onEach({ viewport: { width, height: 900 } }, async (page, path) => {
			const [content, shown] = await page.evaluate(
				() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const
			);
			if (content > shown) tooWide.push(`${path}: ${content}`);
		});
		expect(tooWide).toEqual([]);
	});

	it.each([360, 768, 1_440])('moves nothing that was shown, at %i px', async (width) => {
		const moved: string[] = [];
		await onEach({ viewport: { width, height: 900 } }, async (page, path) => {
			// What was noted before this came is told too.
			const shift = await page.evaluate(
				() =>
					new Promise<number>((resolve) => {
						let sum = 0;
						new PerformanceObserver((list) => {
							for (const each of list.getEntries())
								sum += (each as unknown as { value: number }).value;
						}).observe({ type: 'layout-shift', buffered: true });
						// Two frames after scripts have run; a busy machine may never be idle.
						requestIdleCallback(
							() => requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum))),
							{ timeout: 2_000 }
						);
					})
			);
			if (shift > MOST_SHIFT) moved.push(`${path}: ${shift}`);
		});
		expect(moved).toEqual([]);
	});

	it('is drawn in the colours that a reader forces', async () => {
		const context = await browser.newContext({ forcedColors: 'active', colorScheme: 'dark' });
		try {
			const page = await context.newPage();
			await page.goto(`${site.url}/claims/${CLAIM}`, { waitUntil: 'networkidle' });
			const drawn = await page.evaluate(() => {
				const colourOf = (value: string) => {
					const probe = document.createElement('span');
					probe.style.cssText = `forced-color-adjust: none; color: ${value}`;
					document.body.append(probe);
					return getComputedStyle(probe).color;
				};
				const line = document.querySelector('figure svg [stroke="var(--series)"]');
				return {
					line: line && getComputedStyle(line).stroke,
					expected: colourOf('LinkText'),
					paper: colourOf('Canvas')
				};
			});
			expect(drawn.line).toBe(drawn.expected);
			expect(drawn.line).not.toBe(drawn.paper);
		} finally {
			await context.close();
		}
	});

	it('says the same without JavaScript, and shows its charts', async () => {
		const texts = new Map<string, string>();
		const options = { viewport: { width: 1_440, height: 900 } };
		const textOf = (page: Page) => page.locator('h1').first().innerText();
		await onEach({ ...options, javaScriptEnabled: false }, async (page, path) => {
			texts.set(path, await textOf(page));
			if (path === `/claims/${CLAIM}`)
				expect(await page.locator('figure svg:visible').count()).toBeGreaterThan(0);
		});
		await onEach(options, async (page, path) => {
			expect(await textOf(page), path).toBe(texts.get(path));
		});
	});
});
