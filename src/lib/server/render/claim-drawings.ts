import {
	besideOf,
	chartPanels,
	type ChartEvent,
	type ChartPanel
} from '#lib/charts/chart-panel.ts';
import { panelSubtitle, panelTitle } from '#lib/charts/measure-words.ts';
import { formatDay, isoDays } from '#lib/domain/format/time.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { chartSvg } from './chart-svg.ts';

/** Drawn twice, since text in a drawing cannot flow: for columns, and for a phone. Pixels. */
export const WIDE = { width: 760, height: 360 };
export const NARROW = { width: 340, height: 310 };

/** A panel with its drawings and the words that go with them. */
export interface PanelDrawing {
	readonly panel: ChartPanel;
	readonly wide: string;
	readonly narrow: string;
	readonly title: string;
	readonly subtitle: string;
	/** What the chart shows, as a sentence: its text alternative. */
	readonly sentence: string;
	readonly attribution: string;
	/** Where the series comes from, in full precision: as JSON, and with `&format=csv` as a table. */
	readonly dataHref: string;
}

/** Where a series is served, in full precision. */
export function seriesHref(series: SeriesJson): string {
	const query = new URLSearchParams({
		metric: series.metric,
		resolution: series.resolution,
		from: series.from,
		to: series.to,
		statistic: series.statistic,
		unit: series.unit,
		...(series.peak_window !== null && { peak_window: series.peak_window })
	});
	return `/api/v1/chains/${series.chain}/series?${query}`;
}

function attribution(claim: ClaimJson, panel: ChartPanel): string {
	const { publisher, published } = claim.article;
	return [
		`Claim: ${publisher}, ${formatDay(Date.parse(published) / 1000)}`,
		`Data: chain ${panel.chain} via RPC, ${isoDays(panel)}`,
		'Chart: Claimgauge',
		'CC BY 4.0'
	].join(' · ');
}

/** The kind of axis that a claim's chart takes unless asked otherwise. */
export function ownScale(claim: ClaimJson, series: readonly SeriesJson[]): ChartPanel['scale'] {
	return chartPanels(series, besideOf(claim))[0]?.scale ?? 'linear';
}

/** The charts of a claim, one a chain, drawn; on the kind of axis asked for, with each chain's upgrades. */
export function claimDrawings(
	claim: ClaimJson,
	series: readonly SeriesJson[],
	scale: ChartPanel['scale'] | null = null,
	events: ReadonlyMap<number, readonly ChartEvent[]> = new Map()
): PanelDrawing[] {
	return chartPanels(series, besideOf(claim), scale, events).map((panel) => {
		const title = panelTitle(panel, METRICS[panel.metric as MetricId].title);
		const own = series.find((each) => each.chain === panel.chain);
		const claimed = panel.claim ? ` The dashed line: ${panel.claim.label.toLowerCase()}.` : '';
		const sentence = `${title}, ${formatDay(panel.from)} to ${formatDay(panel.to - 1)}.${claimed} ${claim.sentence}`;
		const words = { title, description: sentence };
		const id = `chart-${panel.chain}`;
		return {
			panel,
			title,
			subtitle: panelSubtitle(panel),
			wide: chartSvg(panel, { id: `${id}-wide`, ...WIDE, ...words }),
			narrow: chartSvg(panel, { id: `${id}-narrow`, ...NARROW, ...words }),
			sentence,
			attribution: attribution(claim, panel),
			dataHref: own ? seriesHref(own) : ''
		};
	});
}
