import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPARED_METRICS, comparedStatistics } from '#lib/charts/compared-metrics.ts';
import { WORKED_EXAMPLES } from '#lib/domain/judge/worked-examples.ts';
import { METRIC_IDS } from '#lib/domain/metrics/registry.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { COLLECTED, NOT_COLLECTED, startComparedSite } from './compared-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

/** What a reader does on the page of a comparison, and the address that it must lead to. */
const STEPS: readonly (readonly [(page: Page) => Promise<unknown>, string])[] = [
	[
		(page) => page.getByRole('checkbox', { name: 'Scroll' }).uncheck(),
		'?chains=1,324,2741,10,59144'
	],
	[(page) => page.getByRole('checkbox', { name: 'Linea' }).uncheck(), '?chains=1,324,2741,10'],
	[
		(page) => page.getByLabel('Time', { exact: true }).selectOption('7d'),
		'?chains=1,324,2741,10&range=7d'
	],
	[
		(page) => page.getByLabel('Statistic').selectOption('max'),
		'?chains=1,324,2741,10&statistic=max&peak_window=1h&range=7d'
	],
	[
		(page) => page.getByLabel('Over').selectOption('1d'),
		'?chains=1,324,2741,10&statistic=max&peak_window=1d&range=7d'
	],
	[
		(page) => page.getByLabel('Scale').selectOption('linear'),
		'?chains=1,324,2741,10&statistic=max&peak_window=1d&scale=linear&range=7d'
	],
	[
		(page) => page.getByLabel('Values', { exact: true }).selectOption('zksync-atlas-15000-tps'),
		'?chains=1,324,2741,10&statistic=max&peak_window=1d&scale=linear&range=7d&claim=zksync-atlas-15000-tps'
	],
	// what does not go with another metric gives way
	[
		(page) => page.getByLabel('Metric').selectOption('block.interval'),
		'?chains=1,324,2741,10&metric=block.interval&scale=linear&range=7d'
	],
	[
		(page) => page.getByRole('checkbox', { name: 'Scroll' }).check(),
		'?chains=1,324,2741,10,534352&metric=block.interval&scale=linear&range=7d'
	]
];

describe('chains side by side, and the methodology, in a browser', () => {
	let site: Awaited<ReturnType<typeof startComparedSite>>;
	let browser: Browser;

	beforeAll(async () => {
		site = await startComparedSite();
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await site?.remove();
	});

	const onPage = (
		path: string,
		{ width = 1_440, javaScriptEnabled = true }: { width?: number; javaScriptEnabled?: boolean },
		check: (page: Page) => Promise<void>
	) =>
		withPage(browser, site.url + path, check, {
			viewport: { width, height: 900 },
			javaScriptEnabled
		});

	const queryOf = (page: Page) => new URL(page.url()).search.replaceAll('%2C', ',');
	/** What the page shows of a choice: heading, subtitle, chains of the table in their order, fields. */
	const shown = (page: Page) =>
		page.evaluate(() => ({
			title: document.title,
			figure: document.querySelector('figure h2')?.textContent,
			subtitle: document.querySelector('.subtitle')?.textContent,
			rows: [...document.querySelectorAll('main table tbody tr')]
				.filter((row) => row.closest('details') === null)
				.map((row) => (row as HTMLElement).innerText),
			fields: [...new FormData(document.querySelector('form')!)]
		}));

	it('has every choice in its address, and back and forward step through them', async () => {
		await onPage('/compare', {}, async (page) => {
			const states: { query: string; is: unknown }[] = [{ query: '', is: await shown(page) }];
			for (const [act, query] of STEPS) {
				await act(page);
				await page.waitForURL((url) => url.search.replaceAll('%2C', ',') === query);
				await page.waitForLoadState('networkidle');
				states.push({ query, is: await shown(page) });
			}
			for (const { is } of states.slice(1)) expect(is).not.toEqual(states[0]!.is);
			for (const { query, is } of states.slice(0, -1).reverse()) {
				await page.goBack();
				await expect.poll(() => queryOf(page)).toBe(query);
				await expect.poll(() => shown(page), { message: query }).toEqual(is);
			}
			for (const { query, is } of states.slice(1)) {
				await page.goForward();
				await expect.poll(() => queryOf(page)).toBe(query);
				await expect.poll(() => shown(page), { message: query }).toEqual(is);
			}
			// and each address alone gives the same page
			for (const { query, is } of states.slice(-3)) {
				await page.goto(`${site.url}/compare${query}`, { waitUntil: 'networkidle' });
				expect(await shown(page), query).toEqual(is);
			}
		});
	});

	it('keeps to one to six chains, and says so where a reader tries another number', async () => {
		await onPage('/compare', {}, async (page) => {
			await page.getByRole('checkbox', { name: 'ADI' }).click();
			expect(await page.getByRole('status').innerText()).toContain('At most six chains');
			expect(await page.getByRole('checkbox', { name: 'ADI' }).isChecked()).toBe(false);
			expect(queryOf(page)).toBe('');
		});
		await onPage('/compare?chains=1', {}, async (page) => {
			await page.getByRole('checkbox', { name: 'Ethereum' }).click();
			expect(await page.getByRole('status').innerText()).toContain('At least one chain');
			expect(await page.getByRole('checkbox', { name: 'Ethereum' }).isChecked()).toBe(true);
		});
	});

	it('works by its form with JavaScript off, drawn, with a table, and refuses in words', async () => {
		await onPage('/compare', { javaScriptEnabled: false }, async (page) => {
			expect(await page.locator('.drawing svg').isVisible()).toBe(true);
			await page.getByRole('checkbox', { name: 'Abstract' }).uncheck();
			await page.getByLabel('Metric').selectOption('throughput.gas');
			await page.getByLabel('Time', { exact: true }).selectOption('90d');
			await page.getByRole('button', { name: 'Compare' }).click();
			expect(queryOf(page)).toBe('?chains=1,324,10,59144,534352&metric=throughput.gas&range=90d');
			expect(await page.locator('figure h2').innerText()).toBe('Gas per second, average');
			expect(await page.locator('.drawing svg text').allTextContents()).toContain('OP Mainnet');
			for (const name of ['Abstract', 'ADI'])
				await page.getByRole('checkbox', { name: name }).check();
			await page.getByRole('button', { name: 'Compare' }).click();
			expect(await page.locator('main').innerText()).toContain(
				'At most six chains can be told apart'
			);
		});
	});

	it.each([
		['?chains=1,324,2741,10,59144,534352,36900', 'At most six chains'],
		['?chains=5', 'Chains has “5”, which is none of 1 (Ethereum)'],
		['?chains=31338', 'Chains has “31338”'],
		['?metric=tps', 'it may be throughput.tx'],
		['?metric=escrow.value', 'is not read of each chain alike'],
		['?statistic=max', 'add peak_window=block'],
		['?claim=nobody', 'no rated claim with a figure'],
		['?window=7d', 'there is no parameter “window”']
	])('answers 400 to %s, with what may be asked', async (query, words) => {
		const { status, text } = await site.get(`/compare${query}`);
		expect(status).toBe(400);
		expect(text.toLowerCase()).toContain(words.toLowerCase());
	});

	it('can be asked for every metric and statistic that it offers', async () => {
		for (const metric of COMPARED_METRICS)
			for (const statistic of comparedStatistics(metric)) {
				const peak = statistic === 'max' ? '&peak_window=1d' : '';
				const path = `/compare?chains=1,2741&metric=${metric}&statistic=${statistic}${peak}&range=7d`;
				expect((await site.get(path)).status, path).toBe(200);
			}
		for (const range of ['1h', '24h', '1y', 'all'])
			expect((await site.get(`/compare?range=${range}`)).status, range).toBe(200);
	});

	it('has in its table what the API measures, in the order of the values, and why a value is missing', async () => {
		const chains = [...COLLECTED.map(({ id }) => id).slice(0, 4), ...NOT_COLLECTED];
		await onPage(`/compare?chains=${chains.join()}&range=7d`, {}, async (page) => {
			const table = page.getByRole('region', { name: 'Chains by their values' });
			const figures = await table
				.locator('data.measured')
				.evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))));
			const window = 'from=2025-12-23T11:00:00Z&to=2025-12-30T11:00:00Z';
			const measured = await Promise.all(
				chains
					.slice(0, 4)
					.map((id) =>
						site.json<MeasurementJson>(
							`/api/v1/chains/${id}/measure?metric=throughput.user_tx&${window}`
						)
					)
			);
			const values = measured.map(({ value }) => Number(value));
			expect(figures).toEqual(values.sort((a, b) => b - a));
			const pages = await table
				.locator('tbody th a')
				.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
			expect(new Set(pages)).toEqual(new Set(chains.map((id) => `/chains/${id}`)));
			const text = await table.innerText();
			expect(text).toContain('23 Dec 2025, 11:00 UTC up to 30 Dec 2025, 11:00 UTC');
			expect(text).toContain('Not collected: nothing that this metric needs is stored yet');
			expect(text).toContain('Not collected: only where it is asked for, since');
			for (const { provenance } of measured)
				expect(text).toContain(provenance.to_block!.toLocaleString('en'));
		});
	});

	it('is stepped through by keyboard, and says every chain’s value at a time', async () => {
		const path = '?chains=1,2741&range=90d';
		const [one, other] = await Promise.all(
			[1, 2741].map((id) =>
				site.json<SeriesJson>(
					`/api/v1/chains/${id}/series?metric=throughput.user_tx&resolution=1d&from=2025-11-27&to=2025-12-31`
				)
			)
		);
		await onPage(`/compare${path}`, {}, async (page) => {
			const canvas = page.locator('canvas');
			await canvas.focus();
			const readout = page.locator('.readout');
			const text = async () => (await readout.innerText()).replaceAll('\u00a0', ' ');
			const figure = (value: number | string | null) =>
				String(Number(Number(value).toPrecision(3)));
			await page.keyboard.press('Home');
			for (let step = 0; step < one!.points.length; step += 1) {
				const [a, b] = [one!.points[step]!, other!.points[step]!];
				const said = await text();
				expect(said).toContain(`Ethereum ${figure(a.value)} tx/s`);
				expect(said).toContain(
					b.value === null
						? 'Abstract no value, no block of this window is collected'
						: `Abstract ${figure(b.value)} tx/s`
				);
				await page.keyboard.press('ArrowRight');
			}
			expect(await text()).toContain('30 Dec 2025');
			await page.keyboard.press('PageUp');
			expect(await text()).toContain('20 Dec 2025');
			await page.keyboard.press('Escape');
			expect(await text()).toContain('use the arrow keys');
		});
	});

	it.each([320, 360, 768, 1_440])('is no wider than a window of %i px', async (width) => {
		for (const path of [
			'/compare',
			'/compare?chains=1,36900&metric=fee.native_transfer',
			'/methodology'
		])
			await onPage(path, { width }, async (page) => {
				const widths = await page.evaluate(() => [
					document.documentElement.scrollWidth,
					document.documentElement.clientWidth
				]);
				expect(widths[0], path).toBeLessThanOrEqual(widths[1]!);
				if (path !== '/compare') return;
				expect(await page.locator('canvas').isVisible()).toBe(width > 700);
				expect(await page.locator('.multiples svg').last().isVisible()).toBe(width <= 700);
			});
	});

	it('steps with a slider on a phone', async () => {
		await onPage('/compare?chains=1,324', { width: 360 }, async (page) => {
			const slider = page.getByLabel('Time, step by step');
			await slider.focus();
			await page.keyboard.press('Home');
			expect(await page.locator('.readout').innerText()).toMatch(
				/^30 Nov 2025: Ethereum .*; ZKsync Era /
			);
		});
	});

	it('has a section for every metric, and every link to one lands on it', async () => {
		await onPage('/methodology', {}, async (page) => {
			const ids = await page.evaluate(() =>
				[...document.querySelectorAll('section[id]')].map(({ id }) => id)
			);
			expect(ids).toEqual(expect.arrayContaining([...METRIC_IDS]));
			const inPage = await page
				.locator('a[href^="#"]')
				.evaluateAll((links) =>
					links.map((link) => decodeURIComponent((link as HTMLAnchorElement).hash.slice(1)))
				);
			const missing = await page.evaluate(
				(anchors) => anchors.filter((each) => document.getElementById(each) === null),
				inPage
			);
			expect(missing).toEqual([]);
		});
		const { claims } = await site.json<{ claims: ClaimJson[] }>('/api/v1/claims');
		const rated = claims.filter((claim) => claim.rated);
		const measurement = rated.flatMap(({ measured }) => measured?.id ?? [])[0]!;
		const paths = [
			...rated.map(({ slug }) => `/claims/${slug}`),
			`/measurements/${measurement}`,
			...COMPARED_METRICS.map((metric) => `/compare?chains=1&metric=${metric}`)
		];
		const linked = new Set<string>();
		for (const path of paths) {
			const links = [...(await site.get(path)).text.matchAll(/href="\/methodology#([^"]+)"/g)];
			expect(links.length, path).toBeGreaterThan(0);
			for (const [, anchor] of links) linked.add(anchor!);
		}
		for (const anchor of linked) expect(METRIC_IDS).toContain(anchor);
		await onPage(`/measurements/${measurement}`, { width: 360 }, async (page) => {
			await page.locator('a[href^="/methodology#"]').first().click();
			await page.waitForURL('**/methodology#*');
			const anchor = new URL(page.url()).hash.slice(1);
			const topOf = () =>
				page.evaluate((id) => document.getElementById(id)!.getBoundingClientRect().top, anchor);
			await expect.poll(topOf).toBeLessThan(300);
			const top = await topOf();
			expect(top).toBeGreaterThanOrEqual(0);
		});
	});

	it('shows of every worked example the finding that the rules give, and it is the expected one', async () => {
		const examples = WORKED_EXAMPLES.flatMap((group) => group.examples);
		await onPage('/methodology', { javaScriptEnabled: false }, async (page) => {
			const shownOf = await page
				.locator('[data-expected]')
				.evaluateAll((all) =>
					all.map((each) => [
						each.closest('section')?.id,
						each.getAttribute('data-finding'),
						each.getAttribute('data-expected')
					])
				);
			const expected = examples.flatMap(({ id, cases, days }) => [
				...cases.map((each) => [id.toLowerCase(), each.expected.finding]),
				...days.map((each) => [id.toLowerCase(), each.shown])
			]);
			expect(shownOf.map(([id, finding]) => [id, finding])).toEqual(expected);
			for (const [id, finding, wanted] of shownOf) expect(finding, id ?? '').toBe(wanted);
			expect(await page.getByText('Not as expected').count()).toBe(0);
			expect(
				await page.getByText(`All ${expected.length} findings are the expected ones.`).count()
			).toBe(1);
		});
	});
});
