import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatMinute } from '#lib/domain/format/time.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import { recordPasses } from './made-passes.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

describe('the status of collection, in a browser', () => {
	let site: MadeSite;
	let browser: Browser;

	beforeAll(async () => {
		site = await startMadeSite([], recordPasses);
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	/** Open the page on a phone, with scripts or without. */
	const onPhone = (javaScriptEnabled: boolean, check: (page: Page) => Promise<void>) =>
		withPage(browser, `${site.url}/status`, check, {
			...{ javaScriptEnabled, viewport: { width: 360, height: 900 } }
		});
	/** Its words with single spaces. */
	const plain = (text: string | null) => (text ?? '').replaceAll(/\s+/g, ' ').trim();

	it('has requests, failures and times of each endpoint, and words where there are none', () =>
		onPhone(false, async (page) => {
			const region = page.getByRole('table', { name: 'Endpoints of Demo L1' });
			const rows = await region.locator('tbody tr').all();
			const cells = await Promise.all(
				rows.map(async (row) => (await row.locator('th, td').allTextContents()).map(plain))
			);
			const figures = cells.map((row) => [row[0], ...row.slice(1, -2)]);
			expect(figures).toEqual([
				[expect.stringContaining('a-rather-long-name'), '3', 'all 3', 'none was answered'],
				['rpc.one.example', '1,312', '4 (0.3 %)', '80 ms', '1,240 ms'],
				['spare.example', 'not asked in the last pass']
			]);
			expect(cells.map((row) => row.at(-1))).toEqual([
				...['none compared', '1 of 120 blocks', 'none compared']
			]);
			expect(cells.map((row) => row.at(-2)?.split(',')[0])).toEqual([
				...['failed', 'answered', 'answered']
			]);
		}));

	it('says when the next run is due, or since when it is overdue', () =>
		onPhone(false, async (page) => {
			const { chains } = await site.json<StatusJson>('/api/v1/status');
			const due = chains.map(({ last_pass }) => Date.parse(last_pass!.next_due_at!) / 1_000);
			const said = (name: string) =>
				page.getByRole('region', { name }).locator('p').first().textContent().then(plain);
			expect(await said('Demo L1 id 31337')).toContain(
				`The next run is due by ${formatMinute(due[0]!)}.`
			);
			expect(await said('Demo L2 id 31338')).toContain(
				`took less than 1 s and had all it asked for. The next run is overdue since ${formatMinute(due[1]!)}.`
			);
		}));

	it('sets an endpoint as a card on a phone, each figure with its name', () =>
		onPhone(true, async (page) => {
			const card = page
				.getByRole('table', { name: 'Endpoints of Demo L1' })
				.locator('tbody tr')
				.nth(1);
			const boxes = await Promise.all(
				(await card.locator('td').all()).map((each) => each.boundingBox())
			);
			for (const [index, box] of boxes.entries())
				expect(box!.y).toBeGreaterThan(boxes[index - 1]?.y ?? 0);
			const names = await card
				.locator('td')
				.evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
			expect(names.slice(0, 2)).toEqual(['"Requests: "', '"Failed: "']);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
		}));
});
