import type { Browser } from 'playwright-core';

/** Lighthouse’s “slow 4G”: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up; and a processor of a quarter of the speed. */
const NETWORK = {
	offline: false,
	latency: 150,
	downloadThroughput: (1.6 * 1_000_000) / 8,
	uploadThroughput: 750_000 / 8
};
const CPU_SLOWDOWN = 4;
const LONGEST_MS = 60_000;

/** What a first visit of a page was like. */
export interface ColdVisit {
	/** From the navigation to the frame that shows the first chart, in ms. */
	readonly chartMs: number;
	/** Bytes of script that had arrived by then, as sent. */
	readonly scriptBytesBefore: number;
	/** Bytes of script that only the chart’s code is, asked for when it is looked at. */
	readonly chartCodeBytes: number;
	/** Of everything that happened on the page until it was quiet (web.dev, Cumulative Layout Shift). */
	readonly layoutShift: number;
}

interface Marks {
	chart?: number;
	shift: number;
}

/** Runs in the page: notes when a chart is whole and in a frame, and every shift of the layout. */
function observe(): void {
	const marks: Marks = { shift: 0 };
	(globalThis as unknown as { marks: Marks }).marks = marks;
	new PerformanceObserver((list) => {
		for (const entry of list.getEntries())
			marks.shift += (entry as unknown as { value: number }).value;
	}).observe({ type: 'layout-shift', buffered: true });
	const look = (): void => {
		// A drawing is whole when what stands after it is there.
		const isThere = document.querySelector('figure svg, canvas[data-drawn]');
		const isWhole = document.querySelector('figcaption, canvas[data-drawn]');
		if (isThere && isWhole) requestAnimationFrame(() => (marks.chart = performance.now()));
		else requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
}

/**
 * Visit a page with nothing kept, by a slow network and processor, on a phone’s screen. `chartCode` is the file that is
 * asked for when a chart is looked at, where there is one.
 */
export async function coldVisit(
	browser: Browser,
	url: string,
	chartCode: string | null
): Promise<ColdVisit> {
	const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Network.enable');
		await session.send('Network.emulateNetworkConditions', NETWORK);
		await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
		await page.addInitScript(observe);
		await page.goto(url, { waitUntil: 'networkidle', timeout: LONGEST_MS });
		await page.waitForFunction(
			() => (globalThis as unknown as { marks: Marks }).marks.chart !== undefined,
			undefined,
			{ timeout: LONGEST_MS }
		);
		if (chartCode !== null) {
			// The chart comes into view, and its code with it.
			await page.evaluate(() => document.querySelector('figure')?.scrollIntoView());
			await page.waitForSelector('canvas:not([hidden])', { timeout: LONGEST_MS });
		}
		const { chart, shift, scripts } = await page.evaluate(() => ({
			...(globalThis as unknown as { marks: Required<Marks> }).marks,
			scripts: (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
				.filter(({ name }) => /\.js($|\?)/.test(name))
				.map(({ name, responseEnd, encodedBodySize }) => ({ name, responseEnd, encodedBodySize }))
		}));
		const sum = (chosen: typeof scripts) =>
			chosen.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
		return {
			chartMs: chart,
			scriptBytesBefore: sum(scripts.filter(({ responseEnd }) => responseEnd <= chart)),
			chartCodeBytes: sum(
				scripts.filter(({ name }) => chartCode !== null && name.endsWith(chartCode))
			),
			layoutShift: shift
		};
	} finally {
		await context.close();
	}
}
