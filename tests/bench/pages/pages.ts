import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { besideOf, chartPanels } from '#lib/charts/chart-panel.ts';
import { HOUR, iso } from '#lib/domain/time.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { chartSvg } from '#lib/server/render/chart-svg.ts';
import { startBrowser } from '../../browser/start-browser.ts';
import { inFolder } from '../child.ts';
import { median, ROUNDS, type Bench, type Measured } from '../measured.ts';
import { measuredClaim, startMadeSite } from '../serve/made-site.ts';
import { startClientSite } from './client-site.ts';
import { coldVisit, type ColdVisit } from './cold-visit.ts';

const BLOCKS = 200_000;
const VISITS_A_ROUND = 3;
const DRAWINGS = 20;
const FEW_POINTS = 1_000;
const MANY_POINTS = 100_000;

async function run(_args: readonly string[], tell: (line: string) => void): Promise<Measured> {
	return inFolder(async (folder) => {
		tell(`storing and judging ${BLOCKS} blocks`);
		const site = await startMadeSite(folder, BLOCKS);
		const base = `http://127.0.0.1:${site.port}`;
		const browser = await startBrowser();
		try {
			const slug = await measuredClaim(base);
			const page = `${base}/claims/${slug}`;
			const series = await seriesOf(page, base);
			const claim = (await (await fetch(`${base}/api/v1/claims/${slug}`)).json()) as ClaimJson;
			const client = await startClientSite(series, drawingOf(claim, series));
			try {
				const seen = await visits(browser, page, client.url, tell);
				const drawings = [FEW_POINTS, FEW_POINTS, MANY_POINTS].map((count) =>
					drawingTimes(claim, series, count)
				);
				// The first of them warms up.
				return report(seen, drawings.slice(1) as [DrawingTimes, DrawingTimes]);
			} finally {
				await client.stop();
			}
		} finally {
			await browser.close();
			await site.stop();
		}
	});
}

/** The series that the claim’s chart draws, as the page itself names it. */
async function seriesOf(page: string, base: string): Promise<SeriesJson> {
	const html = await (await fetch(page)).text();
	const path = /\/api\/v1\/chains\/\d+\/series\?[^"]+/.exec(html)?.[0].replaceAll('&amp;', '&');
	if (path === undefined) throw new Error(`${page} names no series`);
	const url = new URL(path, base);
	// The page offers it as a table.
	url.searchParams.delete('format');
	return (await (await fetch(url)).json()) as SeriesJson;
}

/** The file that holds what draws a chart in the browser, as the build names it. */
function chartCode(): string {
	const path = join(import.meta.dirname, '../../../.svelte-kit/output/client/.vite/manifest.json');
	const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { file: string }>;
	const entry = manifest['src/lib/ui/interactive-chart.ts'];
	if (!entry) throw new Error(`${path} names no code of charts`);
	return entry.file;
}

/** The drawing that a phone is shown of the claim’s chart. */
function drawingOf(claim: ClaimJson, series: SeriesJson): string {
	const [panel] = chartPanels([series], besideOf(claim));
	if (!panel) throw new Error('the series makes no chart');
	return chartSvg(panel, { id: 'a', width: 340, height: 310, title: 'a', description: 'b' });
}

/** What is visited: the claim’s page, one that makes its chart in the browser, and a drawing alone. */
const VISITED = ['ours', 'client only', 'drawing alone'] as const;
type Visits = Readonly<Record<(typeof VISITED)[number], ColdVisit[]>>;

/** By turns, so that whatever else the machine does meets all. */
async function visits(
	browser: Browser,
	page: string,
	client: string,
	tell: (line: string) => void
): Promise<Visits> {
	const found: Visits = { ours: [], 'client only': [], 'drawing alone': [] };
	const urls = { ours: page, 'client only': client, 'drawing alone': `${client}drawing` };
	const code = chartCode();
	// The first visit of a browser is slower than any other.
	for (const name of VISITED) await coldVisit(browser, urls[name], null);
	for (let visit = 0; visit < ROUNDS * VISITS_A_ROUND; visit++)
		for (const name of VISITED) {
			const each = await coldVisit(browser, urls[name], name === 'ours' ? code : null);
			tell(`${name}: first chart after ${Math.round(each.chartMs)} ms`);
			found[name].push(each);
		}
	return found;
}

interface DrawingTimes {
	/** From the series to the drawing, ms. */
	readonly whole: number;
	/** The drawing alone, of what is left of the series when it is thinned, ms. */
	readonly drawing: number;
}

/** The median times in which the server makes the chart of so many points. */
function drawingTimes(claim: ClaimJson, series: SeriesJson, count: number): DrawingTimes {
	const [first] = series.points;
	if (!first) throw new Error('the series has no points');
	const from = Date.parse('2015-01-01T00:00:00Z') / 1000;
	const points = Array.from({ length: count }, (_, index) => ({
		...first,
		t: iso(from + index * HOUR),
		value: 1 + (index % 97)
	}));
	const to = iso(from + count * HOUR);
	const drawn: SeriesJson = { ...series, resolution: '1h', from: iso(from), to, points };
	const times = Array.from({ length: DRAWINGS }, () => {
		const startedAt = performance.now();
		const [panel] = chartPanels([drawn], besideOf(claim));
		if (!panel) throw new Error('no panel was made');
		const thinnedAt = performance.now();
		chartSvg(panel, { id: 'a', width: 760, height: 360, title: 'a', description: 'b' });
		const doneAt = performance.now();
		return { whole: doneAt - startedAt, drawing: doneAt - thinnedAt };
	});
	return {
		whole: median(times.map(({ whole }) => whole)),
		drawing: median(times.map(({ drawing }) => drawing))
	};
}

function report(
	{ ours, 'client only': theirs, 'drawing alone': alone }: Visits,
	[few, many]: readonly [few: DrawingTimes, many: DrawingTimes]
): Measured {
	const of = (visits: readonly ColdVisit[], what: keyof ColdVisit) =>
		median(visits.map((visit) => visit[what]));
	const ratio = of(ours, 'chartMs') / of(theirs, 'chartMs');
	const before = of(ours, 'scriptBytesBefore') / 1_000;
	const code = of(ours, 'chartCodeBytes') / 1_000;
	const shift = Math.max(...ours.map(({ layoutShift }) => layoutShift));
	const figures = [
		{ name: 'first chart', value: of(ours, 'chartMs'), unit: 'ms' },
		{ name: 'first chart, client only', value: of(theirs, 'chartMs'), unit: 'ms' },
		{ name: 'first chart, drawing alone', value: of(alone, 'chartMs'), unit: 'ms' },
		{ name: 'script before it', value: before, unit: 'kB as sent' },
		{ name: 'chart code', value: code, unit: 'kB as sent' },
		{ name: 'layout shift', value: shift, unit: 'at most' },
		{ name: 'drawing of 1,000 points', value: few.drawing, unit: 'ms' },
		{ name: 'drawing of 100,000 points, thinned', value: many.drawing, unit: 'ms' },
		{ name: 'series of 1,000 to drawing', value: few.whole, unit: 'ms' },
		{ name: 'series of 100,000 to drawing', value: many.whole, unit: 'ms' }
	];
	const drawing = many.drawing / few.drawing;
	return {
		figures,
		ratios: {
			first_chart_time_to_client_only: ratio,
			drawing_alone_time_to_client_only: of(alone, 'chartMs') / of(theirs, 'chartMs'),
			many_points_drawing_time_to_few: drawing,
			many_points_whole_time_to_few: many.whole / few.whole
		},
		goals: [
			{ name: 'first_chart_time_to_client_only', value: ratio, atMost: 0.35 },
			{ name: 'script before it', value: before, atMost: 15 },
			{ name: 'chart code', value: code, atMost: 60 },
			{ name: 'layout shift', value: shift, atMost: 0 },
			{ name: 'many_points_drawing_time_to_few', value: drawing, atMost: 1.3 }
		],
		notes: [
			'Cold, 360 px wide, 150 ms there and back, 1.6 Mbit/s, a processor slowed four times. Times are from the navigation to the frame with the whole chart; ratios are of times, so less is better.',
			'Client only: one script of the parts of Chart.js that the chart needs, brotli, its data preloaded, and nothing else on the page. Drawing alone: our drawing of the same chart in a page without style and script, sent as it is; it is the least that a page can take.',
			'Drawings are SVG, made on the server; a browser draws the same thinned points. No page asks for more than 10,000 points of a series.'
		]
	};
}

/** How soon a chart is seen, beside a page that makes it in the browser. */
export const pages: Bench = {
	name: 'pages',
	sentence: 'the first chart in Chromium, cold, on a slow network; needs npm run build',
	usage: '',
	run
};
