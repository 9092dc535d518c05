import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * A headless Chromium that needs nothing installed: the packed one of `@sparticuz/chromium`, unpacked
 * to the temporary folder on first use. The caller closes it.
 */
export async function startBrowser(): Promise<Browser> {
	return playwright.launch({
		executablePath: await chromium.executablePath(),
		args: [...chromium.args, '--no-sandbox', '--font-render-hinting=none'],
		headless: true
	});
}
