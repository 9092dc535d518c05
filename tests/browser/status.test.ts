import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatMinute } from '#lib/domain/format/time.ts';
import type { StatusJson } from '#lib/domain/wire/status.ts';
import type { HealthJson } from '#lib/domain/wire/upkeep.ts';
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
			const figures = cells.map((row) => [row[0], ...row.slice(2, -2)]);
			const notAsked = 'not asked in the last pass';
			expect(figures).toEqual([
				[expect.stringContaining('a-rather-long-name'), '3', 'all 3', 'none answered'],
				['rpc.one.example', '1,312', '4 (0.3 %)', 'half 80 ms 95 % 1,240 ms'],
				['slow.example', notAsked],
				['spare.example', notAsked],
				['unseen.example', notAsked]
			]);
			const none = 'none compared';
			expect(cells.map((row) => row.at(-1))).toEqual([none, '1 of 120 blocks', none, none, none]);
			expect(cells.map((row) => row.at(-2)?.split(',')[0])).toEqual([
				...['failed', 'answered', 'answered', 'answered', 'answered']
			]);
		}));

	it('has the newest block of each endpoint and how far it is behind, and tells what is not known apart', () =>
		onPhone(false, async (page) => {
			const { chains } = await site.json<StatusJson>('/api/v1/status');
			const { head } = chains[0]!.endpoints[0]!;
			const rows = await page
				.getByRole('table', { name: 'Endpoints of Demo L1' })
				.locator('tbody tr')
				.all();
			const newest = await Promise.all(
				rows.map((row) => row.locator('td').first().textContent().then(plain))
			);
			const toldAt = formatMinute(Date.parse(head!.told!.at) / 1_000);
			expect(newest).toEqual([
				`10,077 refused at the last look, told ${toldAt}`,
				'10,080 level with the others',
				'10,068 12 blocks (3,600 s) behind',
				'never asked: left alone at every look',
				'not looked at yet'
			]);
			const alone = page.getByRole('table', { name: 'Endpoints of Demo L2' });
			expect(plain(await alone.locator('tbody td').first().textContent())).toBe(
				'10,079 no other told one then'
			);
			const remarks = page.getByRole('region', { name: 'Demo L1' }).locator('.remarks');
			expect(plain(await remarks.textContent())).toMatch(
				/spare\.example Was left alone .+ UTC: serves chain 7, not 31337\./
			);
		}));

	it('has the last run of all that recurs, how long it took and when it is due, and what has not run', () =>
		onPhone(false, async (page) => {
			const { jobs } = await site.json<StatusJson>('/api/v1/status');
			const due = formatMinute(Date.parse(jobs[0]!.next_due_at!) / 1_000);
			const rows = await page
				.getByRole('table', { name: 'What recurs: the last run of each, and the next' })
				.locator('tbody tr')
				.all();
			const cells = await Promise.all(
				rows.map(async (row) => (await row.locator('th, td').allTextContents()).map(plain))
			);
			const at = expect.stringMatching(/^\d+ \w+ \d{4}, \d\d:\d\d UTC$/) as string;
			const overdue = expect.stringMatching(/^overdue since \d.* UTC$/) as string;
			const next = expect.stringMatching(/^by \d.* UTC$/) as string;
			expect(cells).toEqual([
				['Judging all claims', at, '12 s', 'done', `by ${due}`],
				['Pass over Demo L1', at, '9 s', 'ended with something missing', next],
				[
					'Dropping what is old of Demo L1',
					at,
					'1 s',
					'not done yet, goes on',
					'none is scheduled'
				],
				['Pass over Demo L2', at, 'less than 1 s', 'had all it asked for', overdue],
				['Dropping what is old of Demo L2', 'has not run yet']
			]);
		}));

	it('says what the database takes and what is free, and nothing of growth that nobody measured', () =>
		onPhone(false, async (page) => {
			const { database } = await site.json<StatusJson>('/api/v1/status');
			expect(database).toMatchObject({ grown: null, is_short: null });
			expect(database.bytes).toBeGreaterThan(1_000_000);
			const said = plain(await page.locator('.room').textContent());
			expect(said).toMatch(
				/^The database takes [\d.]+ MB\. [\d.,]+ [MGT]B are free on its disk\.$/
			);
		}));

	it('has a health answer for monitors: 200, with what is not as it should be', async () => {
		const answer = await site.get('/api/health');
		expect(answer.status).toBe(200);
		const health = JSON.parse(answer.text) as HealthJson;
		expect(health.status).toBe('degraded');
		expect(health.reasons).toContain('The next pass over Demo L2 is overdue.');
		expect(health.reasons.join(' ')).not.toContain('The next pass over Demo L1');
		expect(health.chains.map(({ name }) => name)).toEqual(['Demo L1', 'Demo L2']);
		expect((await site.get('/api/ready')).text).toBe('ready\n');
	});

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
			expect(names.slice(0, 3)).toEqual(['"Newest block: "', '"Requests: "', '"Failed: "']);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
		}));
});
