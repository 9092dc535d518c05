import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startBrowser } from './start-browser.ts';

const WIDTHS = [360, 768, 1440];
const SCHEMES = ['light', 'dark'] as const;

const [baseUrl, outDir, ...paths] = process.argv.slice(2);
if (!baseUrl || !outDir || paths.length === 0) {
	console.error('usage: node tests/browser/screenshot.ts BASE_URL OUT_DIR PATH…');
	process.exit(2);
}

/** `/claims/x` as a file name: `claims-x`; the front page is `home`. */
function fileName(path: string): string {
	return path.replace(/^\/|\/$/g, '').replace(/[^\w-]+/g, '-') || 'home';
}

await mkdir(outDir, { recursive: true });
const browser = await startBrowser();
try {
	for (const colorScheme of SCHEMES)
		for (const width of WIDTHS) {
			const context = await browser.newContext({
				colorScheme,
				reducedMotion: 'reduce',
				viewport: { width, height: 900 },
				timezoneId: 'UTC'
			});
			const page = await context.newPage();
			for (const path of paths) {
				await page.goto(new URL(path, baseUrl).href, { waitUntil: 'networkidle' });
				const file = join(outDir, `${fileName(path)}-${width}-${colorScheme}.png`);
				await page.screenshot({ path: file, fullPage: true });
				console.log(file);
			}
			await context.close();
		}
} finally {
	await browser.close();
}
