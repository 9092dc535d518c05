import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { StoredMeasurementJson } from '#lib/domain/wire/measurement.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

const SLUG = 'demo-l2-busiest-hour';

describe('a measurement and what was shown at a time, in a browser', () => {
	let site: MadeSite;
	let browser: Browser;
	let claim: ClaimJson;
	let id: string;

	beforeAll(async () => {
		site = await startMadeSite();
		browser = await startBrowser();
		claim = await site.json<ClaimJson>(`/api/v1/claims/${SLUG}`);
		id = claim.measured!.id!;
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	const onPage = (path: string, width: number, check: (page: Page) => Promise<void>) =>
		withPage(browser, site.url + path, check, { viewport: { width, height: 900 } });

	it('is led to from the claim, says what the API says, and leads back', async () => {
		const { verify, value } = await site.json<StoredMeasurementJson>(`/api/v1/measurements/${id}`);
		await onPage(`/claims/${SLUG}`, 1_440, async (page) => {
			await page
				.getByRole('link', { name: 'this measurement, and how to check it' })
				.first()
				.click();
			await page.waitForURL(`**/measurements/${id}`);
			const figure = page.locator('h1 data');
			expect(await figure.getAttribute('value')).toBe(String(value));
			const commands = await page.locator('pre').allTextContents();
			expect(commands).toEqual([verify.command, ...verify.curl.map(({ command }) => command)]);
			await page.getByRole('link', { name: claim.quote }).click();
			await page.waitForURL(`**/claims/${SLUG}`);
		});
	});

	it('has beside it how the figure of a claim came into the article, and what peers publish', async () => {
		const path = '/claims/zksync-atlas-15000-tps';
		const { lineage, peers } = await site.json<ClaimJson>(`/api/v1${path}`);
		expect(lineage.length).toBeGreaterThan(1);
		expect(peers.length).toBeGreaterThan(1);
		await onPage(path, 360, async (page) => {
			const words = await page.locator('ol .words').allTextContents();
			expect(words.map((each) => each.trim())).toEqual(lineage.map((hop) => `“${hop.words}”`));
			const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
			for (const { changed, source } of lineage) {
				expect(text).toContain(source.replace('https://', ''));
				if (changed !== null) expect(text).toContain(changed);
			}
			for (const { peer, name, difference, figures } of peers) {
				expect(text).toContain(`${peer}, ${name}`);
				expect(text).toContain(difference);
				for (const { printed } of figures) expect(text).toContain(printed);
			}
			// Theirs is never marked up as measured by us.
			expect(await page.locator('data.measured').count()).toBe(0);
			const [scrollWidth, clientWidth] = await page.evaluate(
				() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const
			);
			expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
		});
	});

	it.each([360, 768, 1_440])('is no wider than a window of %i px', async (width) => {
		for (const path of [`/measurements/${id}`, `/claims/${SLUG}?asOf=${claim.as_of}`])
			await onPage(path, width, async (page) => {
				const widths = await page.evaluate(() => [
					document.documentElement.scrollWidth,
					document.documentElement.clientWidth
				]);
				expect(widths[0], path).toBeLessThanOrEqual(widths[1]!);
			});
	});

	it('is shown as of a time, plainly, on claim and scoreboard, with links that stay there', async () => {
		await onPage(`/?asOf=${claim.as_of}`, 1_440, async (page) => {
			expect(await page.getByRole('note').first().textContent()).toContain('As of');
			await page.getByRole('link', { name: claim.quote }).click();
			await page.waitForURL(`**/claims/${SLUG}?asOf=${claim.as_of}`);
			expect(await page.getByRole('note').first().textContent()).toContain('As of');
			await page.getByRole('link', { name: 'What is shown now' }).click();
			await page.waitForURL(`**/claims/${SLUG}`);
			expect(await page.getByText(/^As of /).count()).toBe(0);
		});
		const before = '2020-01-01';
		await onPage(`/claims/${SLUG}?asOf=${before}`, 1_440, async (page) => {
			expect(await page.getByText('It had not been judged by then.').count()).toBeGreaterThan(0);
			expect(await page.locator('data.measured').count()).toBe(0);
		});
	});

	it('is refused of a time that cannot be asked about, on page and API, with the nearest', async () => {
		for (const path of ['/', `/claims/${SLUG}`])
			for (const [asOf, words] of [
				['2100-01-01', 'the nearest that can be asked is asOf=2'],
				['2025-11-27T10:00', 'asOf=2025-11-27T10:00:00Z'],
				['yesterday', 'is not a time']
			] as const) {
				const page = await site.get(`${path}?asOf=${asOf}`);
				expect(page.status, path + asOf).toBe(400);
				expect(page.text).toContain(words);
				expect(page.text).toContain('This cannot be asked that way');
				const api = await site.get(`/api/v1/claims${path === '/' ? '' : `/${SLUG}`}?asOf=${asOf}`);
				expect(api.status).toBe(400);
				expect(JSON.parse(api.text)).toMatchObject({
					parameter: 'asOf',
					detail: expect.stringContaining(words)
				});
			}
		// What a link from elsewhere carries changes nothing.
		expect((await site.get(`/claims/${SLUG}?utm_source=x`)).status).toBe(200);
	});
});
