import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A headless Chromium that needs nothing installed: the packed one of `@sparticuz/chromium`, unpacked
 * to the temporary folder on first use. The caller closes it. Its own list of arguments is left out:
 * it switches off the same-origin policy and runs in one process that ends with its first context.
 */
export async function startBrowser(args: readonly string[] = []): Promise<Browser> {
	return playwright.launch({
		executablePath: await chromium.executablePath(),
		// a root user, as in most containers, has no sandbox
		args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none', ...args],
		headless: true
	});
}
