import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { temporaryFolder } from '../integration/collector.ts';
import { startMadeSite, type MadeSite } from './made-site.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

const SLUG = 'demo-l2-5000-tps';
const EMBED = `/embed/claims/${SLUG}`;
const MAX_GZIPPED_BYTES = 10_240;
/** A claim in each state without a figure, and what its embed says. */
const STATES = {
	'demo-l2-1000-tps-by-2030': 'A forecast is judged from its date on',
	'demo-l2-friendliest': 'nothing on a public chain could settle this statement',
	'zksync-atlas-15000-tps': 'That is not a zero'
};

describe('the embed of a claim, in a browser', () => {
	const folder = temporaryFolder();
	let site: MadeSite;
	let browser: Browser;
	let host: Server;
	let hostUrl: string;
	/** What the host's next pages are. */
	let hosted = { html: '', headers: {} as Record<string, string> };

	beforeAll(async () => {
		site = await startMadeSite();
		browser = await startBrowser();
		host = createServer((request, response) => {
			if (request.url !== '/') return void response.writeHead(404).end();
			response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...hosted.headers });
			response.end(hosted.html);
		}).listen(0, '127.0.0.1');
		await once(host, 'listening');
		hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
	});
	afterAll(async () => {
		await browser?.close();
		host?.close();
		await site?.remove();
		folder.remove();
	});

	const onPage = (
		url: string,
		check: (page: Page, requests: readonly string[]) => Promise<void>,
		options: BrowserContextOptions = {}
	) => withPage(browser, url, check, options);

	const frameMarkup = (attributes = '') =>
		`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Host</title>` +
		`<p>A paragraph of the host.</p>` +
		`<iframe src="${site.url}${EMBED}" title="A claim" width="680" height="900" ${attributes}></iframe>`;

	/** Serve a page that holds the frame, under headers of its own. */
	const onHost = (
		attributes: string,
		check: Parameters<typeof onPage>[1],
		headers: Record<string, string> = {}
	) => {
		hosted = { html: frameMarkup(attributes), headers };
		return onPage(hostUrl, check);
	};

	/** How many colours an element has on the screen, at least: a blank one has one. */
	async function colours(page: Page, selector: string): Promise<number> {
		const image = await loadImage(await page.locator(selector).screenshot());
		const context = createCanvas(image.width, image.height).getContext('2d');
		context.drawImage(image, 0, 0);
		const { data } = context.getImageData(0, 0, image.width, image.height);
		return new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size;
	}

	/** What a reader must find in the frame, wherever it stands. */
	async function isWhole(page: Page): Promise<void> {
		const frame = page.frames()[1] as Frame;
		for (const words of [
			'Not observed',
			'Demo L2 can handle 5,000 transactions per second',
			'Claim: Claimgauge demo, 20 Nov 2026',
			'CC BY 4.0',
			'Made-up data of local chains',
			`/claims/${SLUG}`
		])
			expect(await frame.getByText(words).first().isVisible(), words).toBe(true);
		const measured = frame.locator('data.measured');
		expect(await measured.isVisible()).toBe(true);
		expect(await measured.innerText()).toMatch(/[1-9]/);
		expect(await frame.locator('figure .wide svg').isVisible()).toBe(true);
		expect(await colours(page, 'iframe')).toBeGreaterThan(50);
	}

	it('stands whole in a plain page', () => onHost('', isWhole));

	it('stands whole in a frame with sandbox="allow-scripts"', () =>
		onHost('sandbox="allow-scripts"', isWhole));

	it('stands whole in a sandbox without scripts', () => onHost('sandbox', isWhole));

	it('stands whole in a host with a strict policy', () =>
		onHost('', isWhole, {
			'content-security-policy': `default-src 'none'; frame-src ${site.url}; img-src ${site.url} data:`
		}));

	it('stands whole in a page that was opened as a file', async () => {
		const file = folder.path('host.html');
		writeFileSync(file, frameMarkup());
		await onPage(pathToFileURL(file).href, isWhole);
	});

	it('is not what other pages of the site are: those cannot be framed elsewhere', async () => {
		const { headers } = await site.get(`/claims/${SLUG}`);
		expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
		for (const path of ['/', '/api/v1/claims', '/claims/no-such-claim', '/health'])
			expect((await site.get(path)).headers.get('content-security-policy'), path).toContain(
				"frame-ancestors 'self'"
			);
	});

	it('weighs at most 10 kB gzipped, and asks for nothing further', async () => {
		await onHost('', async (page, requests) => {
			expect(requests).toEqual([hostUrl, `${site.url}${EMBED}`]);
			expect(page.frames()).toHaveLength(2);
		});
		const { claims } = await site.json<{ claims: ClaimJson[] }>('/api/v1/claims');
		for (const { slug } of claims) {
			const { text, status } = await site.get(`/embed/claims/${slug}`);
			expect(status, slug).toBe(200);
			expect(gzipSync(text).length, slug).toBeLessThanOrEqual(MAX_GZIPPED_BYTES);
			expect(text, slug).not.toContain('<script');
		}
	});

	it('fits every width from 280 to 900 px, light and dark', async () => {
		for (const width of [280, 320, 480, 520, 680, 900])
			for (const colorScheme of ['light', 'dark'] as const)
				await onPage(
					site.url + EMBED,
					async (page) => {
						const { overflow, paper } = await page.evaluate(() => ({
							overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
							paper: getComputedStyle(document.body).backgroundColor
						}));
						expect(overflow, `at ${width} px`).toBeLessThanOrEqual(0);
						expect(paper).toBe(colorScheme === 'dark' ? 'rgb(16, 21, 28)' : 'rgb(255, 255, 255)');
						const shown = page.locator('figure svg').filter({ visible: true });
						expect(await shown.count()).toBe(1);
					},
					{ viewport: { width, height: 600 }, colorScheme }
				);
	}, 120_000);

	it('keeps the theme it is asked for', async () => {
		await onPage(
			`${site.url}${EMBED}?theme=light`,
			async (page) => {
				const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
				expect(paper).toBe('rgb(255, 255, 255)');
			},
			{ colorScheme: 'dark' }
		);
	});

	it.each(Object.entries(STATES))('says of %s why it has no figure', async (slug, sentence) => {
		await onPage(`${site.url}/embed/claims/${slug}`, async (page) => {
			expect(await page.getByText(sentence).isVisible()).toBe(true);
			expect(await page.locator('data.measured, figure').count()).toBe(0);
		});
	});

	it('says what it is where there is no such claim, and refuses what it cannot draw', async () => {
		for (const [path, status] of [
			['/embed/claims/no-such-claim', 404],
			['/embed/claims/no-such-claim.svg', 404],
			['/embed/claims/no-such-claim.png', 404],
			[`${EMBED}?theme=blue`, 400],
			[`${EMBED}.svg?theme=blue`, 400],
			[`${EMBED}.png?w=5000`, 400]
		] as const) {
			const answer = await site.get(path);
			expect(answer.status, path).toBe(status);
			expect(answer.text, path).toContain('Claimgauge puts numbers');
			expect(answer.headers.get('cache-control'), path).toBe('no-store');
		}
	});

	it('is an SVG that shows in an <img>', async () => {
		hosted = {
			html: `<!doctype html><link rel="icon" href="data:,"><img src="${site.url}${EMBED}.svg" alt="A claim">`,
			headers: { 'content-security-policy': `default-src 'none'; img-src ${site.url} data:` }
		};
		await onPage(hostUrl, async (page) => {
			const size = await page
				.locator('img')
				.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
			expect(size[0]).toBe(680);
			expect(size[1]).toBeGreaterThan(500);
			expect(await colours(page, 'img')).toBeGreaterThan(50);
		});
	});

	it('is SVG without a fault, opened alone', async () => {
		await onPage(`${site.url}${EMBED}.svg`, async (page) => {
			expect(await page.locator('parsererror').count()).toBe(0);
			expect(await page.getByText('Not observed').last().isVisible()).toBe(true);
		});
	});

	it.each([320, 1200, 2400])('is a PNG of %i pixels, with text and chart', async (width) => {
		const answer = await fetch(`${site.url}${EMBED}.png?w=${width}`);
		expect(answer.headers.get('content-type')).toBe('image/png');
		const image = await loadImage(Buffer.from(await answer.arrayBuffer()));
		expect(image.width).toBe(width);
		const context = createCanvas(image.width, image.height).getContext('2d');
		context.drawImage(image, 0, 0);
		const { data } = context.getImageData(0, 0, image.width, image.height);
		const shades = new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4));
		expect(shades.size).toBeGreaterThan(50);
	});

	it.each(['identity', 'br'])(
		'is kept by clients, in %s: ETag, 304, HEAD, and no cookie',
		async (encoding) => {
			const headers = { 'accept-encoding': encoding };
			for (const path of [EMBED, `${EMBED}.svg`, `${EMBED}.png?w=320`, `/claims/${SLUG}`, '/']) {
				const whole = await fetch(site.url + path, { headers });
				await whole.arrayBuffer();
				const etag = whole.headers.get('etag') ?? '';
				const isEncoded = encoding === 'br' && !path.includes('.png');
				expect(etag, path).toMatch(isEncoded ? /^W\/"[^"]+"$/ : /^"[^"]+"$/);
				expect(whole.headers.get('set-cookie'), path).toBeNull();
				const known = await fetch(site.url + path, {
					headers: { ...headers, 'if-none-match': etag }
				});
				expect([known.status, (await known.arrayBuffer()).byteLength], path).toEqual([304, 0]);
				const head = await fetch(site.url + path, { method: 'HEAD', headers });
				for (const name of ['content-length', 'content-encoding', 'etag'])
					expect(head.headers.get(name), path).toBe(whole.headers.get(name));
			}
		}
	);

	it('is offered on the claim’s page: markup that works, and a button where a script can copy', async () => {
		const path = `${site.url}/claims/${SLUG}`;
		await onPage(
			path,
			async (page) => {
				await page.locator('summary', { hasText: 'Embed' }).click();
				const snippet = await page.getByLabel('Markup of the embed').inputValue();
				expect(await page.getByRole('button', { name: 'Copy the markup' }).count()).toBe(0);
				hosted = { html: `<!doctype html><link rel="icon" href="data:,">${snippet}`, headers: {} };
				expect(snippet).toContain(`/embed/claims/${SLUG}"`);
			},
			{ javaScriptEnabled: false }
		);
		await onPage(hostUrl, isWhole, { viewport: { width: 720, height: 900 } });
		const context = await browser.newContext({
			permissions: ['clipboard-read', 'clipboard-write']
		});
		const page = await context.newPage();
		await page.goto(path, { waitUntil: 'networkidle' });
		await page.locator('summary', { hasText: 'Embed' }).click();
		await page.getByRole('button', { name: 'Copy the markup' }).click();
		await page.getByText('Copied.').waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('<iframe src=');
		await context.close();
	});

	it('keeps no bytes that another state of the data would not give', async () => {
		const tagOf = async (path: string) => (await site.get(path)).headers.get('etag');
		const moment = () => sleep(400);
		const [page, embed] = [await tagOf('/'), await tagOf(EMBED)];
		await moment();
		expect([await tagOf('/'), await tagOf(EMBED)]).toEqual([page, embed]);

		// a head moves no data version, and yet the header of every page names the newest block
		await site.recordLaterHead();
		await moment();
		const headed = await tagOf('/');
		expect(headed).not.toBe(page);

		await site.addBusyHour();
		await moment();
		expect(await tagOf('/')).not.toBe(headed);
		expect((await site.get(EMBED)).text).toMatch(/<data class="measured" value="3"/);
	});
});
