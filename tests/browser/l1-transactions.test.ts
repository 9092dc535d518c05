import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import { startComparedSite } from './compared-site.ts';
import { addMadeBatches } from './made-batches.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

const ERA = 324;
const TITLE = 'L1-originated transactions per second';

describe('transactions from L1 on the pages of chains, in a browser', () => {
	let site: Awaited<ReturnType<typeof startComparedSite>>;
	let browser: Browser;

	beforeAll(async () => {
		site = await startComparedSite((store) => addMadeBatches(store, ERA));
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	const onPage = (path: string, check: (page: Page) => Promise<void>) =>
		withPage(browser, site.url + path, check, { javaScriptEnabled: false }, 'load');
	const row = (page: Page) => page.locator('tr', { hasText: TITLE });

	it('stand beside those of users where batches tell of them, over what is executed', async () => {
		await onPage(`/chains/${ERA}`, async (page) => {
			const href = (await row(page).locator('a[href*="/measure?"]').getAttribute('href'))!;
			const { value, n, coverage, interval, provenance } = await site.json<MeasurementJson>(href);
			expect(value).toBeGreaterThan(0);
			expect(coverage).toBeGreaterThan(0.98);
			expect(coverage).toBeLessThan(1);
			expect(Number(interval[0])).toBeLessThan(Number(value));
			expect(interval[1]).toBeNull();
			expect(provenance.to_block! - provenance.from_block!).toBe(n * 6 - 1);
			expect(await row(page).locator('data.measured').getAttribute('value')).toBe(String(value));
			const words = (await row(page).innerText()).replaceAll(/\s+/g, ' ');
			expect(words).toContain(`${n.toLocaleString('en')} batches`);
			expect(words).not.toMatch(/ 0 tx/);
			expect(await page.locator('main').innerText()).toContain('the newest hours are not covered');
		});
		// Within what is not executed yet there is none, which is no zero.
		await onPage(`/chains/${ERA}?range=1h`, async (page) => {
			expect(await row(page).locator('data.measured').count()).toBe(0);
			expect(await row(page).innerText()).toContain('no batch of this window is collected');
		});
		await onPage('/methodology', async (page) => {
			expect(await page.locator('[id="throughput.l1_tx"]').innerText()).toContain(TITLE);
		});
	});

	it('are a reason where nothing is collected of the batches', async () => {
		await onPage('/chains/2741', async (page) => {
			expect(await row(page).locator('data.measured').count()).toBe(0);
			expect(await row(page).innerText()).toContain('no batch of this window is collected');
		});
	});

	it.each([1, 10, 59144, 534352])('have no row on chain %i, and why', async (id) => {
		const why = `Transactions sent on L1 are ${FAMILIES[chainById(id).family].l1Uncounted}.`;
		await onPage(`/chains/${id}`, async (page) => {
			expect(await row(page).count()).toBe(0);
			expect(await page.locator('main').innerText()).toContain(why);
		});
		const to = '2025-11-26T00:00:00Z';
		const { value, reason } = await site.json<MeasurementJson>(
			`/api/v1/chains/${id}/measure?metric=throughput.l1_tx&from=2025-11-25T00:00:00Z&to=${to}`
		);
		expect([value, `T${reason!.slice(1)}.`]).toEqual([null, why]);
	});
});
