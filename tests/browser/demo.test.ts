import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FINDINGS, type Finding } from '#lib/domain/findings.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { temporaryFolder } from '../integration/collector.ts';
import { descendants, isAlive } from '../integration/processes.ts';
import { startBrowser } from './start-browser.ts';
import { withPage } from './with-page.ts';

/** What the demo article's claims must come out as, on the traffic that the demo makes. */
const EXPECTED: Record<string, Finding> = {
	'demo-l2-transfer-1000-gwei': 'consistent',
	'demo-l1-transfer-1000-gwei': 'contradicted',
	'demo-l2-5000-tps': 'not_observed',
	'demo-l2-busiest-hour': 'demonstrated',
	'demo-l1-block-every-minute': 'consistent',
	'demo-l2-1000-tps-by-2030': 'pending',
	'demo-l2-friendliest': 'not_measurable',
	'demo-l2-transfer-0-0001-usd': 'consistent',
	'demo-l2-3-tps-in-60-days': 'insufficient_data',
	'demo-l2-laboratory-50000-tps': 'not_comparable',
	'demo-l2-block-every-10-seconds': 'contradicted',
	'demo-ether-at-least-20-usd': 'consistent',
	'demo-ether-at-most-100-usd': 'borderline',
	'demo-l1-1-tps': 'void',
	'zksync-atlas-15000-tps': 'insufficient_data'
};
const PAGES = [
	'/',
	'/claims/demo-l1-transfer-1000-gwei',
	'/claims/demo-l2-5000-tps',
	'/claims/zksync-atlas-15000-tps',
	'/articles/demo-two-chains',
	'/articles/vitalik-backs-zksync'
];
const WITHIN_SECONDS = 180;

describe('the demo, in a browser', () => {
	const folder = temporaryFolder();
	const port = 20_000 + Math.floor(Math.random() * 20_000);
	const url = `http://127.0.0.1:${port}`;
	let demo: ChildProcess;
	let browser: Browser;
	let output = '';

	const claims = async (): Promise<ClaimJson[]> => {
		const response = await fetch(`${url}/api/v1/claims`);
		return ((await response.json()) as { claims: ClaimJson[] }).claims;
	};
	const findings = async () =>
		Object.fromEntries(
			(await claims())
				.filter(({ slug }) => slug in EXPECTED)
				.map(({ slug, finding }) => [slug, finding])
		);
	const onPage = (
		path: string,
		options: BrowserContextOptions,
		check: (page: Page) => Promise<void>
	) => withPage(browser, url + path, check, options);

	beforeAll(async () => {
		demo = spawn(process.execPath, [resolve('collectors/main.ts'), 'demo'], {
			cwd: folder.path('.'),
			env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		demo.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		demo.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		if (demo?.exitCode === null) demo.kill('SIGKILL');
		folder.remove();
	});

	it(
		`shows measured numbers and every expected finding within ${WITHIN_SECONDS} s`,
		async () => {
			const deadline = performance.now() + WITHIN_SECONDS * 1_000;
			for (;;) {
				const seen = await findings().catch((error: unknown) => String(error));
				if (isDeepStrictEqual(seen, EXPECTED)) break;
				if (performance.now() > deadline || demo.exitCode !== null) {
					expect(seen, output.slice(-3_000)).toEqual(EXPECTED);
					break;
				}
				await sleep(1_000);
			}
			expect([...new Set(Object.values(EXPECTED))].toSorted()).toEqual(FINDINGS.toSorted());
			await onPage('/', {}, async (page) => {
				const figures = await page.locator('data.measured').allTextContents();
				expect(figures.length).toBeGreaterThanOrEqual(5);
				for (const figure of figures) expect(figure).toMatch(/[1-9]/);
			});
		},
		(WITHIN_SECONDS + 30) * 1_000
	);

	it('is marked demo on every page, in every answer and in every header', async () => {
		for (const path of PAGES)
			await onPage(path, {}, async (page) => {
				const banner = page.getByText('Nothing here is ZKsync', { exact: false }).first();
				expect(await banner.isVisible(), path).toBe(true);
			});
		for (const path of [
			'claims',
			'articles',
			'chains',
			'status',
			'gaps',
			'metrics',
			'claims/demo-l2-5000-tps'
		]) {
			const response = await fetch(`${url}/api/v1/${path}`);
			expect(response.headers.get('claimgauge-demo'), path).toBe('true');
			expect(((await response.json()) as { demo?: boolean }).demo, path).toBe(true);
		}
	});

	it('fits every width from 320 px, light and dark', async () => {
		for (const width of [320, 360, 768, 1440])
			for (const colorScheme of ['light', 'dark'] as const)
				for (const path of PAGES)
					await onPage(path, { viewport: { width, height: 900 }, colorScheme }, async (page) => {
						const overflow = await page.evaluate(
							() => document.documentElement.scrollWidth - document.documentElement.clientWidth
						);
						expect(overflow, `${path} at ${width} px`).toBeLessThanOrEqual(0);
					});
	}, 240_000);

	it('says it all without JavaScript: sentence, chart, caveat, gates, provenance', async () => {
		await onPage(
			'/claims/demo-l1-transfer-1000-gwei',
			{ javaScriptEnabled: false },
			async (page) => {
				const text = await page.locator('main').innerText();
				expect(text).toMatch(/a plain transfer on Demo L1 cost a median of/);
				expect(text).toContain('Demo ether is worth nothing');
				expect(await page.locator('figure svg').first().isVisible()).toBe(true);
				expect(await page.locator('figure canvas').first().isVisible()).toBe(false);
				expect(text).toContain('eth_getBlockReceipts');
			}
		);
	});

	it('lets Chart.js take over the chart when it is looked at, without moving the page', async () => {
		await onPage('/claims/demo-l2-5000-tps', {}, async (page) => {
			const figure = page.locator('figure').first();
			const before = await figure.boundingBox();
			await figure.scrollIntoViewIfNeeded();
			await page.locator('figure canvas').first().waitFor({ state: 'visible', timeout: 10_000 });
			const after = await figure.boundingBox();
			expect(Math.abs((after?.height ?? 0) - (before?.height ?? 1_000))).toBeLessThan(2);
		});
	});

	it('leads from the scoreboard to the claim, to its article and back by links alone', async () => {
		await onPage('/', {}, async (page) => {
			// What changed of late stands on the scoreboard twice.
			await page
				.getByRole('link', { name: /Demo L2 can handle 5,000/ })
				.first()
				.click();
			await page.waitForURL(/\/claims\/demo-l2-5000-tps$/);
			await page
				.getByRole('link', { name: /Two demo chains promise/ })
				.first()
				.click();
			await page.waitForURL(/\/articles\/demo-two-chains(#|$)/);
			await page
				.getByRole('link', { name: /busiest hour/ })
				.first()
				.click();
			await page.waitForURL(/\/claims\/demo-l2-busiest-hour$/);
			await page.locator('data.measured').first().waitFor({ state: 'attached' });
		});
	});

	it('ends with 0 on SIGTERM and leaves no process behind', async () => {
		const { pid } = demo;
		if (pid === undefined) throw new Error('the demo has no process id');
		const children = descendants(pid);
		expect(children.length).toBeGreaterThanOrEqual(4);
		demo.kill('SIGTERM');
		const [code] = (await once(demo, 'close')) as [number | null];
		expect(code, output.slice(-2_000)).toBe(0);
		await sleep(200);
		expect(children.filter((child) => isAlive(child.pid))).toEqual([]);
	});
});
