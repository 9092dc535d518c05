import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Opens an address as a reader of its own would, waits until it is quiet, and gives the page to a check, with the
 * addresses that it asked for. Fails on every error and warning in the console of page or frames: scripts that fail,
 * what does not load, what does not hydrate. That a page itself answers an error is the check’s business.
 */
export async function withPage(
	browser: Browser,
	url: string,
	check: (page: Page, requests: readonly string[]) => Promise<void>,
	options: BrowserContextOptions = {},
	waitUntil: 'networkidle' | 'load' = 'networkidle'
): Promise<void> {
	const context = await browser.newContext(options);
	try {
		const page = await context.newPage();
		const requests: string[] = [];
		const refusedPages = new Set<string>();
		const errors: { text: string; at: string | null }[] = [];
		page.on('request', (request) => requests.push(request.url()));
		page.on('response', (response) => {
			if (response.request().isNavigationRequest() && !response.ok())
				refusedPages.add(response.url());
		});
		page.on('pageerror', ({ message }) => errors.push({ text: message, at: null }));
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type()))
				errors.push({ text: message.text(), at: message.location().url });
		});
		await page.goto(url, { waitUntil });
		await check(page, requests);
		expect(
			errors.filter(({ at }) => at === null || !refusedPages.has(at)),
			url
		).toEqual([]);
	} finally {
		await context.close();
	}
}
