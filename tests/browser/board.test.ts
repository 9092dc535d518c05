import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLAIM_KINDS } from '#lib/domain/claims.ts';
import { FINDINGS, JUDGED_FINDINGS } from '#lib/domain/findings.ts';
import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import type { ArticleJson } from '#lib/domain/wire/article.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

let site: MadeSite;
let browser: Browser;
let claims: ClaimJson[];

beforeAll(async () => {
	site = await startMadeSite();
	browser = await startBrowser();
	claims = (await site.json<{ claims: ClaimJson[] }>('/api/v1/claims')).claims;
});
afterAll(async () => {
	await browser?.close();
	await site?.remove();
});

/** A page in a context of its own; what its scripts complain of fails the test. */
const onPage = (
	path: string,
	check: (page: Page) => Promise<void>,
	options: BrowserContextOptions = {}
) => withPage(browser, site.url + path, check, options);

/** The slugs of the claims that a page lists, rated ones first, as it orders them. */
async function listedOn(page: Page): Promise<string[]> {
	const links = page.locator('main article h3 a, main .unrated a');
	const hrefs = await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')));
	return hrefs.map((href) => href!.replace(/^\/claims\/([^?]+).*/, '$1'));
}
const countOn = (page: Page) => page.getByRole('status').first().textContent();
const sorted = (slugs: readonly string[]) => slugs.toSorted();
const slugsWhere = (fits: (claim: ClaimJson) => boolean) =>
	sorted(claims.filter(fits).map(({ slug }) => slug));
const chainsOf = ({ readings }: ClaimJson) =>
	readings.flatMap(({ chains }) => chains.map(({ id }) => id));

describe('the scoreboard', () => {
	it('lists by every value of every filter what the API says of the claims', async () => {
		const filters: [string, (claim: ClaimJson) => boolean][] = [
			...CLAIM_KINDS.map(
				(kind) => [`kind=${kind}`, (each: ClaimJson) => each.kind === kind] as const
			),
			...FINDINGS.map(
				(finding) => [`finding=${finding}`, (each: ClaimJson) => each.finding === finding] as const
			),
			...[...new Set(claims.flatMap(chainsOf))].map(
				(id) => [`chain=${id}`, (each: ClaimJson) => chainsOf(each).includes(id)] as const
			),
			...[...new Set(claims.map(({ article }) => article.slug))].map(
				(slug) => [`article=${slug}`, (each: ClaimJson) => each.article.slug === slug] as const
			)
		].map(([query, fits]) => [query, fits]);
		filters.push([
			'kind=cost&kind=price&chain=31337&chain=31338',
			(each) =>
				['cost', 'price'].includes(each.kind) &&
				chainsOf(each).some((id) => id === 31337 || id === 31338)
		]);
		filters.push(['', () => true]);
		for (const [query, fits] of filters) {
			const { text } = await site.get(`/?${query}`);
			const [main = ''] = /<main[^]*<\/main>/.exec(text) ?? [];
			const [rows = '', rest = ''] = main.split('id="changes"');
			const slugs = [
				...(rows + rest.split('id="articles"')[0]?.split('class="unrated')[1]).matchAll(
					/href="\/claims\/([^"]+)"/g
				)
			];
			expect(sorted(slugs.map(([, slug]) => slug!)), query).toEqual(slugsWhere(fits));
			const listed = query === '' ? '' : `${slugs.length} of `;
			expect(main, query).toContain(`>${listed}${claims.length} claims<`);
		}
	});

	it('orders by distance, change, article and quote', async () => {
		const distance = (slug: string) => {
			const share = claims.find((each) => each.slug === slug)?.share?.value ?? null;
			return share === null ? 0 : share === 0 ? Infinity : Math.max(share, 1 / share);
		};
		const one = <Value>(slug: string, of: (claim: ClaimJson) => Value) =>
			of(claims.find((each) => each.slug === slug)!);
		await onPage(
			'/',
			async (page) => {
				const rated = async (query: string) => {
					await page.goto(`${site.url}/${query}`);
					const all = await listedOn(page);
					return all.filter((slug) => one(slug, (claim) => claim.measured?.value ?? null) !== null);
				};
				const byDistance = (await rated('')).map(distance);
				expect(byDistance.length).toBeGreaterThan(4);
				expect(new Set(byDistance).size).toBeGreaterThan(3);
				expect(byDistance).toEqual(byDistance.toSorted((a, b) => b - a));
				const quotes = (await rated('?sort=quote')).map((slug) =>
					one(slug, (claim) => claim.quote)
				);
				const collator = new Intl.Collator('en', { numeric: true, ignorePunctuation: true });
				expect(quotes).toEqual(quotes.toSorted(collator.compare));
				expect(quotes).not.toEqual(
					(await rated('')).map((slug) => one(slug, (each) => each.quote))
				);
				await page.goto(`${site.url}/?sort=article`);
				const waiting = (await listedOn(page)).filter((slug) =>
					one(slug, (claim) => claim.rated && (claim.measured?.value ?? null) === null)
				);
				const days = waiting.map((slug) => one(slug, (claim) => claim.article.published));
				expect(new Set(days).size).toBeGreaterThan(2);
				expect(days).toEqual(days.toSorted().toReversed());
			},
			{ javaScriptEnabled: false }
		);
	});

	it('says of a filter that is none what may be asked, with 400', async () => {
		for (const [query, sentence] of [
			['kind=costs', 'Kind “costs” is none of capacity'],
			['chain=999', 'Chain “999” is none of 1,'],
			['finding=lie', 'Finding “lie” is none of demonstrated'],
			['article=gone', 'Article “gone” is none of'],
			['changed=1y', 'Changed “1y” is none of 30d'],
			['sort=size', 'Sort “size” is none of distance, changed, article, quote']
		] as const) {
			const { status, text } = await site.get(`/?${query}`);
			expect(status, query).toBe(400);
			expect(text, query).toContain(sentence);
		}
	});

	it('filters by its form without JavaScript, at the address that a link would have', async () => {
		await onPage(
			'/?sort=quote',
			async (page) => {
				await page.locator('form summary').click();
				const option = page.locator('input[value=cost]');
				const count = Number(
					(await page.locator('label', { has: option }).innerText()).match(/\d+$/)?.[0]
				);
				await option.check();
				await page.locator('input[value="31338"]').check();
				await page.getByRole('button', { name: 'List these claims' }).click();
				await page.waitForURL('**/?kind=cost&chain=31338&sort=quote');
				const cost = slugsWhere(({ kind }) => kind === 'cost');
				expect(count).toBe(cost.length);
				expect(sorted(await listedOn(page))).toEqual(
					slugsWhere((each) => each.kind === 'cost' && chainsOf(each).includes(31338))
				);
				await page.getByRole('link', { name: 'Take the filters off' }).click();
				await page.waitForURL('**/?sort=quote');
				expect(await countOn(page)).toBe(`${claims.length} claims`);
			},
			{ javaScriptEnabled: false }
		);
	});

	it('filters at once with JavaScript, steps back and forward, and keeps the focus', async () => {
		await onPage('/', async (page) => {
			let loads = 0;
			page.on('load', () => (loads += 1));
			const all = await countOn(page);
			await page.locator('form summary').click();
			await page.locator('input[value=cost]').focus();
			await page.keyboard.press('Space');
			await page.waitForURL('**/?kind=cost');
			const cost = slugsWhere(({ kind }) => kind === 'cost');
			const costs = `${cost.length} of ${claims.length} claims`;
			await page.getByText(costs, { exact: true }).waitFor();
			expect(sorted(await listedOn(page))).toEqual(cost);
			const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value);
			expect(await focused()).toBe('cost');
			await page.locator('input[value=contradicted]').check();
			await page.waitForURL('**/?kind=cost&finding=contradicted');
			const both = slugsWhere((each) => each.kind === 'cost' && each.finding === 'contradicted');
			await page.getByText(`${both.length} of ${claims.length} claims`, { exact: true }).waitFor();
			expect(sorted(await listedOn(page))).toEqual(both);
			await page.getByRole('link', { name: 'Quote, A to Z' }).click();
			await page.waitForURL('**/?kind=cost&finding=contradicted&sort=quote');
			await page.goBack();
			await page.waitForURL('**/?kind=cost&finding=contradicted');
			await page.goBack();
			await page.waitForURL('**/?kind=cost');
			await page.getByText(costs, { exact: true }).waitFor();
			expect(await page.locator('input[value=contradicted]').isChecked()).toBe(false);
			expect(await page.locator('input[value=cost]').isChecked()).toBe(true);
			await page.goBack();
			await page.getByText(all!, { exact: true }).waitFor();
			expect(await page.locator('input[value=cost]').isChecked()).toBe(false);
			await page.goForward();
			await page.getByText(costs, { exact: true }).waitFor();
			expect(sorted(await listedOn(page))).toEqual(cost);
			expect(loads).toBe(0);
		});
	});

	it('says that nothing fits, and leads back to everything', async () => {
		await onPage('/?kind=cost&finding=void', async (page) => {
			expect(await listedOn(page)).toEqual([]);
			expect(await page.locator('main').innerText()).toContain(
				'No claim fits all of these filters.'
			);
			await page.getByRole('link', { name: `List all ${claims.length} claims` }).click();
			await page.waitForURL(`${site.url}/`);
			await page.getByText(`${claims.length} claims`).waitFor();
		});
	});

	it('tells the newest changes once there are any, and filters by them, also as of before', async () => {
		const { text } = await site.get('/');
		expect(text).toContain('No finding has changed since its claim was first judged.');
		const before = new Date(Date.now() - 1_000).toISOString().replace(/\.\d+Z/, 'Z');
		await site.addBusyHour();
		await site.judgeLater();
		await onPage('/?changed=30d&sort=changed', async (page) => {
			const changed = await listedOn(page);
			expect(changed).toContain('demo-l2-3-tps-in-60-days');
			expect(changed.length).toBeLessThan(claims.length);
			const [newest] = await page.locator('#changes + ol li').all();
			const words = await newest!.innerText();
			expect(words).toMatch(/became/);
			const history = await site.json<{ verdicts: { evaluation: string; shown: string }[] }>(
				`/api/v1/claims/${changed[0]}/verdicts`
			);
			const shown = history.verdicts.filter(({ evaluation }) => evaluation === 'now');
			expect(shown.at(-1)?.shown).not.toBe(shown.at(-2)?.shown);
			expect(await newest!.getByRole('link').getAttribute('href')).toBe(`/claims/${changed[0]}`);
		});
		const then = await site.get(`/?changed=30d&asOf=${before}`);
		expect(then.status).toBe(200);
		expect(then.text).toContain('No finding has changed since its claim was first judged.');
		expect(then.text).toContain('No claim fits all of these filters.');
	});
});

describe('the page of an article', () => {
	it('lists its quotes in reading order, each a link to its claim with a note that describes it', async () => {
		await onPage('/articles/demo-two-chains', async (page) => {
			const { articles } = await site.json<{ articles: ArticleJson[] }>('/api/v1/articles');
			const { claims: now } = await site.json<{ claims: ClaimJson[] }>('/api/v1/claims');
			const article = articles.find(({ slug }) => slug === 'demo-two-chains')!;
			const marks = page.locator('.statement .quote a');
			expect(
				await marks.evaluateAll((all) => all.map((each) => each.getAttribute('href')))
			).toEqual(article.statements.map(({ claim }) => `/claims/${claim}`));
			for (const [index, { id, claim, finding }] of article.statements.entries()) {
				const note = await marks.nth(index).getAttribute('aria-describedby');
				expect(note).toBe(`${id}-note`);
				const words = await page.locator(`[id="${note}"]`).innerText();
				expect(words).toContain(FINDING_LOOKS[finding].label);
				const { measured, claimed } = now.find(({ slug }) => slug === claim)!;
				const shown = JUDGED_FINDINGS.includes(finding) && (measured?.value ?? null) !== null;
				expect(words.includes('→'), claim).toBe(shown && claimed !== null);
			}
			const styles = await marks.evaluateAll((all) =>
				all.map((each) => getComputedStyle(each).textDecorationStyle)
			);
			for (const [index, { finding }] of article.statements.entries())
				expect(styles[index]).toBe(FINDING_LOOKS[finding].line);
			expect(new Set(styles)).toEqual(new Set(['solid', 'double', 'dashed', 'dotted']));
			await marks.first().click();
			await page.waitForURL(`**/claims/${article.statements[0]!.claim}`);
		});
	});

	it('lists the statements of one finding, and refuses one that is none', async () => {
		await onPage('/articles/vitalik-backs-zksync', async (page) => {
			const all = await page.locator('.statement').count();
			expect(await page.locator('.gap').count()).toBeGreaterThan(0);
			expect(await page.locator('.conflicts dt').count()).toBeGreaterThan(5);
			const strip = page.getByRole('navigation', { name: 'Statements by finding' });
			const link = strip.getByRole('link', { name: /Not measurable/ });
			const count = Number((await link.innerText()).match(/\d+/)?.[0]);
			await link.click();
			await page.waitForURL('**/articles/vitalik-backs-zksync?finding=not_measurable');
			await page.getByText(`${count} of ${all} statements`).waitFor();
			expect(await page.locator('.statement').count()).toBe(count);
			expect(await page.locator('.gap').count()).toBe(0);
			await page.goBack();
			await page.getByText(new RegExp(`^${all} statements`)).waitFor();
			expect(await page.locator('.statement').count()).toBe(all);
		});
		expect((await site.get('/articles/demo-two-chains?finding=lie')).status).toBe(400);
		expect((await site.get('/articles/demo-two-chains?finding=void&finding=pending')).status).toBe(
			400
		);
	});
});

describe('the gallery of states', () => {
	it('has every state with its own sign and sentence, each marked as made up, and no measured figure', async () => {
		await onPage(
			'/states',
			async (page) => {
				const states = await page.locator('main [data-state]').evaluateAll((all) =>
					all.map((each) => ({
						kind: each.getAttribute('data-state')!,
						sign: each.querySelector('.sign')?.textContent ?? null,
						words: each.textContent!.replaceAll(/\s+/g, ' ').trim(),
						marked: each.closest('.specimen')?.textContent?.trim().startsWith('Made up')
					}))
				);
				const kinds = [
					...[
						'live',
						'idle',
						'halted',
						'one-endpoint',
						'ahead',
						'late',
						'stale',
						'never',
						'opt-in'
					].map((chain) => `chain-${chain}`),
					...[
						'empty',
						'never',
						'late',
						'stale',
						'outage',
						'clock_off',
						'unknown_head',
						'collecting'
					],
					...[
						'failed',
						'zero',
						'filling',
						'old_data',
						'partial_coverage',
						'price_gap',
						'chain_halted'
					],
					...['endpoint_disagreement', 'no_chart', 'no_chart_collecting', 'no_chart_past'],
					...['chart-gap', 'chart-zero', 'chart-interrupted', 'chart-ahead', 'chart-provisional'],
					...['chart-halted', 'chart-nothings'],
					...['error_400', 'error_404', 'error_500', 'error_503']
				];
				expect(new Set(states.map(({ kind }) => kind))).toEqual(new Set(kinds));
				expect(new Set(states.map(({ words }) => words)).size).toBe(states.length);
				expect(states.filter(({ marked }) => !marked)).toEqual([]);
				const signs = new Map(states.flatMap(({ kind, sign }) => (sign ? [[kind, sign]] : [])));
				expect(new Set(signs.values()).size).toBe(signs.size);
				const looks = await page
					.locator('[id^=finding-] .badge')
					.evaluateAll((all) =>
						all.map(
							(each) =>
								`${each.querySelector('path')!.getAttribute('d')} ${each.textContent!.trim()}`
						)
					);
				expect(new Set(looks).size).toBe(FINDINGS.length - 1);
				expect(await page.locator('data.measured').count()).toBe(0);
				expect(await page.locator('data.made-up').count()).toBeGreaterThan(5);
				expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex');
				await page.getByText('Nothing on this page was measured.').waitFor();
				expect(await page.locator('nav a[href="/states"]').count()).toBe(0);
			},
			{ javaScriptEnabled: false }
		);
	});

	it('draws a gap, a zero, an interruption and a halt as pictures of their own', async () => {
		const { text } = await site.get('/states');
		const picture = (id: string) => {
			const svg =
				text.match(new RegExp(`data-state="chart-${id}"[^]*?(<svg[^]*?</svg>)`))?.[1] ?? '';
			return svg.replaceAll(/chart-[a-z-]+/g, '').replaceAll(/<(title|desc)[^]*?<\/\1>/g, '');
		};
		const kinds = ['gap', 'zero', 'halted', 'interrupted', 'nothings', 'ahead', 'provisional'];
		const pictures = kinds.map(picture);
		for (const svg of pictures) expect(svg.length).toBeGreaterThan(1_000);
		expect(new Set(pictures).size).toBe(pictures.length);
		const marked = kinds.filter((_, index) => pictures[index]!.includes('>no block<'));
		expect(marked).toEqual(['halted', 'nothings']);
	});
});

it('fits phones, tablets and columns without scrolling sideways, on every page of these', async () => {
	for (const width of [320, 360, 768, 1440])
		await onPage(
			'/',
			async (page) => {
				for (const path of [
					'/',
					'/?kind=cost&finding=void',
					'/articles/vitalik-backs-zksync',
					'/states',
					'/?kind=x'
				]) {
					await page.goto(site.url + path);
					for (const filter of await page.locator('form summary').all()) await filter.click();
					const overflow = await page.evaluate(
						() => document.documentElement.scrollWidth - document.documentElement.clientWidth
					);
					expect(overflow, `${path} at ${width} px`).toBeLessThanOrEqual(0);
				}
			},
			{ viewport: { width, height: 900 } }
		);
});
