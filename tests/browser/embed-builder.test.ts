import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

const SLUG = 'demo-l2-5000-tps';
const BUILDER = `/claims/${SLUG}/embed`;
const EMBED = `/embed/claims/${SLUG}`;
const DARK = 'rgb(16, 21, 28)';
const LIGHT = 'rgb(255, 255, 255)';

describe('the embed builder, in a browser', () => {
	let site: MadeSite;
	let browser: Browser;
	let host: Server;
	let hostUrl: string;
	/** What the host's next page holds. */
	let pasted = '';

	beforeAll(async () => {
		site = await startMadeSite();
		browser = await startBrowser();
		host = createServer((_, response) => {
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
			response.end(
				`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Host</title>${pasted}`
			);
		}).listen(0, '127.0.0.1');
		await once(host, 'listening');
		hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
	});
	afterAll(async () => {
		await browser?.close();
		host?.close();
		await site?.remove();
	});

	const onPage = (
		url: string,
		check: (page: Page) => Promise<void>,
		options: BrowserContextOptions = {}
	) => withPage(browser, url, check, options);

	/** What the builder gives for a query, as a reader without scripts gets it. */
	async function snippetFor(query: string): Promise<string> {
		let text = '';
		await onPage(
			`${site.url}${BUILDER}?${query}`,
			async (page) => void (text = await page.getByLabel('What to paste').inputValue()),
			{ javaScriptEnabled: false }
		);
		return text;
	}

	const choose = (page: Page, label: string) => page.getByText(label, { exact: true }).click();
	const queryOf = (page: Page) => new URL(page.url()).search;
	const paperOf = (page: Page, frame: string) =>
		page
			.frameLocator(frame)
			.locator('body')
			.evaluate((body) => getComputedStyle(body).backgroundColor);

	/** The id of the verdict that a claim shows, and of the first as of its publication. */
	async function verdictsOf(slug: string) {
		const { verdicts } = await site.json<{ verdicts: { id: string; evaluation: string }[] }>(
			`/api/v1/claims/${slug}/verdicts`
		);
		const last = (evaluation: string) =>
			verdicts.findLast((each) => each.evaluation === evaluation)?.id ?? '';
		return { now: last('now'), published: last('at_publication') };
	}

	it('applies each choice at once, in preview, snippet and address, and steps back through them', async () => {
		await onPage(site.url + BUILDER, async (page) => {
			const frame = page.locator('.stage iframe');
			const code = page.getByLabel('What to paste');
			const shows = async (query: string, width: number, src: RegExp) => {
				await page.waitForURL((url) => url.search === query);
				await expect.poll(() => frame.getAttribute('src')).toMatch(src);
				await expect.poll(async () => (await frame.boundingBox())?.width).toBe(width);
				expect(await code.inputValue()).toContain(`max-width:${width}px`);
			};
			await shows('', 680, /tps$/);
			await choose(page, '480 px');
			await shows('?width=480', 480, /tps$/);
			await choose(page, 'Dark');
			await shows('?width=480&theme=dark', 480, /tps\?theme=dark$/);
			expect(await paperOf(page, '.stage iframe')).toBe(DARK);
			await choose(page, 'Frozen');
			const frozen = /tps\?verdict=[0-9a-f]{64}&theme=dark$/;
			await shows('?mode=frozen&width=480&theme=dark', 480, frozen);
			await page
				.frameLocator('.stage iframe')
				.getByText(/Frozen, as of/)
				.waitFor();

			await page.goBack();
			await shows('?width=480&theme=dark', 480, /tps\?theme=dark$/);
			expect(await page.getByLabel('Live', { exact: true }).isChecked()).toBe(true);
			await page.goBack();
			await shows('?width=480', 480, /tps$/);
			await page.goBack();
			await shows('', 680, /tps$/);
			expect(await page.getByLabel('680 px').isChecked()).toBe(true);
			await page.goForward();
			await shows('?width=480', 480, /tps$/);
			await page.reload();
			await shows('?width=480', 480, /tps$/);
			expect(await page.getByLabel('480 px').isChecked()).toBe(true);
		});
	});

	it('takes an alt text for pictures, and gives back the finding’s own', async () => {
		await onPage(`${site.url}${BUILDER}?form=png&for=no_frames`, async (page) => {
			const alt = page.getByLabel('Alt text');
			const own = await alt.inputValue();
			expect(own).toContain('Demo L2');
			await alt.fill('A “flat” line & <nothing> else');
			await alt.blur();
			await page.waitForURL(/alt=/);
			const picture = page.locator('.stage img');
			expect(await picture.getAttribute('alt')).toBe('A “flat” line & <nothing> else');
			await alt.fill('');
			await alt.blur();
			await page.waitForURL((url) => !url.search.includes('alt='));
			await expect.poll(() => picture.getAttribute('alt')).toBe(own);
			expect(queryOf(page)).toBe('?form=png&for=no_frames');
		});
	});

	it('copies, where a script can', async () => {
		await onPage(
			`${site.url}${BUILDER}?for=notion`,
			async (page) => {
				await page.getByRole('button', { name: 'Copy' }).click();
				await page.getByText('Copied.').waitFor();
				const clipboard = await page.evaluate(() => navigator.clipboard.readText());
				expect(new URL(clipboard).pathname).toBe(EMBED);
			},
			{ permissions: ['clipboard-read', 'clipboard-write'] }
		);
	});

	it('works without a script: a form, a preview, and a text to select', async () => {
		await onPage(
			site.url + BUILDER,
			async (page) => {
				expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
				await choose(page, '320 px');
				await choose(page, 'Markdown');
				await page.getByRole('button', { name: 'Show it' }).click();
				await page.waitForURL(/width=320/);
				expect(await page.getByLabel('320 px').isChecked()).toBe(true);
				expect((await page.locator('.stage img').boundingBox())?.width).toBe(320);
				const code = await page.getByLabel('What to paste').inputValue();
				expect(code).toContain(`(${site.url.replace('127.0.0.1', 'localhost')}/claims/${SLUG})`);
			},
			{ javaScriptEnabled: false }
		);
	});

	it.each([
		[320, 'light'],
		[480, 'dark'],
		[680, 'light']
	] as const)(
		'gives a website a frame of %i px that is %s and needs no scrolling, there and on a phone',
		async (width, theme) => {
			pasted = await snippetFor(`width=${width}&theme=${theme}`);
			for (const viewport of [1024, 336])
				await onPage(
					hostUrl,
					async (page) => {
						const box = await page.locator('iframe').boundingBox();
						expect(box?.width).toBe(Math.min(width, viewport - 16));
						expect(await paperOf(page, 'iframe')).toBe(theme === 'dark' ? DARK : LIGHT);
						const root = page.frameLocator('iframe').locator('html');
						const over = await root.evaluate((html) => [
							html.scrollHeight - html.clientHeight,
							html.scrollWidth - html.clientWidth
						]);
						expect(over).toEqual([0, 0]);
						expect(await page.getByRole('link', { name: 'Not observed' }).isVisible()).toBe(true);
					},
					{
						viewport: { width: viewport, height: 900 },
						colorScheme: theme === 'dark' ? 'light' : 'dark'
					}
				);
		}
	);

	it.each([
		'form=svg&width=320',
		'form=png&width=480&theme=dark',
		'for=no_frames&width=680&mode=frozen'
	])(
		'gives a picture that keeps its room, leads to the claim and says what it shows: %s',
		async (query) => {
			pasted = await snippetFor(query);
			expect(pasted).not.toContain('<iframe');
			await onPage(hostUrl, async (page) => {
				const image = page.locator('a[href*="/claims/"] img');
				const { shown, natural, alt } = await image.evaluate((each: HTMLImageElement) => ({
					shown: each.getBoundingClientRect().toJSON() as DOMRect,
					natural: each.naturalWidth / each.naturalHeight,
					alt: each.alt
				}));
				expect(String(shown.width)).toBe(/\d+/.exec(query.split('width=')[1] ?? '')?.[0]);
				// the attributes say the same proportions as the picture
				expect(shown.width / shown.height).toBeCloseTo(natural, 2);
				expect(alt).toContain('Demo L2');
			});
		}
	);

	it.each(['wordpress', 'ghost'])(
		'gives %s an address that its oEmbed discovery turns into the same embed',
		async (platform) => {
			for (const query of ['width=680', 'width=680&theme=dark&mode=frozen']) {
				const address = await snippetFor(`${query}&for=${platform}`);
				const local = (url: string) => url.replace('localhost', '127.0.0.1');
				const page = await (await fetch(local(address))).text();
				const link = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(
					page.replaceAll('&amp;', '&')
				)?.[1];
				const answer = await fetch(`${local(link ?? '')}&maxwidth=500`);
				const { html, width } = (await answer.json()) as { html: string; width: number };
				expect(width).toBe(500);
				// as WordPress puts it into a page
				pasted = html.replace('<iframe', '<iframe sandbox="allow-scripts"');
				await onPage(
					hostUrl,
					async (page) => {
						expect((await page.locator('iframe').boundingBox())?.width).toBe(500);
						const frame = page.frameLocator('iframe');
						const dark = query.includes('dark');
						expect(await paperOf(page, 'iframe')).toBe(dark ? DARK : LIGHT);
						expect(await frame.getByText(/Frozen, as of/).count()).toBe(dark ? 1 : 0);
					},
					{ colorScheme: 'light' }
				);
			}
		}
	);

	it('answers oEmbed as JSON and XML, and refuses as the specification has it', async () => {
		const url = encodeURIComponent(`${site.url.replace('127.0.0.1', 'localhost')}/claims/${SLUG}`);
		const json = await site.get(`/oembed?url=${url}&format=json&unknown=x`);
		expect([json.status, json.headers.get('content-type')]).toEqual([
			200,
			'application/json; charset=utf-8'
		]);
		expect(json.headers.get('access-control-allow-origin')).toBe('*');
		const xml = await site.get(`/oembed?url=${url}&format=xml`);
		expect([xml.status, xml.headers.get('content-type')]).toEqual([200, 'text/xml; charset=utf-8']);
		for (const [query, status] of [
			[`url=${url}&format=yaml`, 501],
			[`url=${encodeURIComponent('https://other.example/claims/x')}`, 404],
			[`url=${url}-that-is-none`, 404],
			[`url=${url}&maxwidth=wide`, 400],
			[`url=${url}&maxheight=0`, 400],
			['', 400]
		] as const)
			expect((await site.get(`/oembed?${query}`)).status, query).toBe(status);
	});

	it('warns of what is not reviewed and of what has no figure, and freezes nothing that was not judged', async () => {
		await onPage(site.url + BUILDER, async (page) => {
			expect(await page.getByText('Nobody has reviewed this finding yet.').isVisible()).toBe(true);
			expect(await page.getByText('The embed shows no figure').count()).toBe(0);
		});
		const path = '/claims/demo-l2-friendliest/embed';
		await onPage(site.url + path, async (page) => {
			expect(await page.getByText('The embed shows no figure').isVisible()).toBe(true);
			expect(await page.getByLabel('Frozen').isDisabled()).toBe(true);
		});
		const refused = await site.get(`${path}?mode=frozen`);
		expect(refused.status).toBe(404);
		expect(refused.text).toContain('has kept what a frozen embed is drawn from');
	});

	it('refuses a choice that there is not, and says which there are', async () => {
		for (const [query, words] of [
			['width=481', 'it may be 320, 480, 680'],
			['theme=blue', 'it may be auto, light, dark'],
			['for=myspace', 'it may be html, wordpress']
		]) {
			const { status, text } = await site.get(`${BUILDER}?${query}`);
			expect([status, text.includes(words ?? '')], query).toEqual([400, true]);
		}
		expect((await site.get('/claims/no-such-claim/embed')).status).toBe(404);
	});

	it.each([320, 360, 768, 1440])('fits a page of %i px, with the widest preview', async (width) => {
		await onPage(
			site.url + BUILDER,
			async (page) => {
				const over = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth
				);
				expect(over).toBeLessThanOrEqual(0);
				const frame = page.frameLocator('.stage iframe').locator('html');
				expect(await frame.evaluate((html) => html.scrollHeight - html.clientHeight)).toBe(0);
			},
			{ viewport: { width, height: 900 } }
		);
	});

	it('is led to from the claim’s page', async () => {
		const claim = `${site.url}/claims/demo-l2-friendliest`;
		await onPage(claim, async (page) => {
			await page.locator('summary', { hasText: 'Embed' }).click();
			await page.getByRole('link', { name: /Freeze it/ }).click();
			await page.waitForURL(`${claim}/embed`);
		});
	});

	it('refuses a frozen embed of no verdict, of another claim’s, and of one as of publication', async () => {
		const { now, published } = await verdictsOf(SLUG);
		const other = await verdictsOf('demo-l1-block-every-minute');
		expect([now, published, other.now].every((id) => /^[0-9a-f]{64}$/.test(id))).toBe(true);
		for (const ending of ['', '.svg', '.png'])
			for (const id of ['', 'x', 'f'.repeat(64), `${now}0`, other.now, published]) {
				const path = `${EMBED}${ending}?verdict=${id}`;
				const { status, text, headers } = await site.get(path);
				expect([status, headers.get('cache-control')], path).toEqual([404, 'no-store']);
				expect(text).toContain('There is no such frozen embed');
			}
	});

	it('keeps every frozen embed to the byte while live ones move on, each within 10 kB', async () => {
		const { claims } = await site.json<{ claims: ClaimJson[] }>('/api/v1/claims');
		const bytesOf = async (path: string) => {
			const answer = await fetch(site.url + path);
			expect(answer.status, path).toBe(200);
			const caching = answer.headers.get('cache-control');
			return { caching, bytes: Buffer.from(await answer.arrayBuffer()) };
		};
		const paths: string[] = [];
		for (const { slug, rated } of claims) {
			const { now } = await verdictsOf(slug);
			if (!rated) continue;
			paths.push(`/embed/claims/${slug}?verdict=${now}`);
		}
		expect(paths.length).toBeGreaterThan(3);
		const own = paths.find((path) => path.startsWith(`${EMBED}?`)) ?? '';
		const query = own.slice(EMBED.length);
		paths.push(`${own}&theme=dark`, `${EMBED}.svg${query}`, `${EMBED}.png${query}&w=480`);
		const before = new Map<string, Buffer>();
		for (const path of paths) {
			const { caching, bytes } = await bytesOf(path);
			expect(caching, path).toBe('public, max-age=31536000, immutable');
			if (!path.includes('.png')) expect(gzipSync(bytes).length).toBeLessThanOrEqual(10_240);
			before.set(path, bytes);
		}
		const live = await bytesOf(EMBED);
		expect(live.caching).not.toContain('immutable');

		await site.addBusyHour();
		await expect
			.poll(async () => (await bytesOf(EMBED)).bytes.equals(live.bytes), { timeout: 20_000 })
			.toBe(false);
		for (const path of paths)
			expect((await bytesOf(path)).bytes.equals(before.get(path)!), path).toBe(true);
		// the page that a frozen one leads to shows what it shows
		const frozen = before.get(own)?.toString() ?? '';
		const then = /href="[^"]*(\/claims\/[^"]+\?asOf=[^"]+)"/.exec(frozen)?.[1] ?? '';
		const value = /<data class="measured" value="([^"]+)"/.exec(frozen)?.[1] ?? '?';
		const shown = await site.get(then);
		expect(shown.status).toBe(200);
		expect(shown.text).toContain(`value="${value}"`);
		expect((await site.get(EMBED)).text).not.toContain(`class="measured" value="${value}"`);
	});
});
