import { chartNotes } from '#lib/charts/chart-notes.ts';
import { besideOf, chartPanels, type ChartPanel } from '#lib/charts/chart-panel.ts';
import { downsample } from '#lib/charts/downsample.ts';
import { panelSubtitle, panelTitle, statisticWords } from '#lib/charts/measure-words.ts';
import {
	claimedText,
	coverageText,
	intervalText,
	quantityText
} from '#lib/charts/quantity-text.ts';
import type { Finding } from '#lib/domain/findings.ts';
import { FLAG_WORDS } from '#lib/domain/format/finding-words.ts';
import { NO_VALUE } from '#lib/domain/format/number.ts';
import { formatDay, formatMinute, formatWindow } from '#lib/domain/format/time.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { isoDay, parseTime } from '#lib/domain/time.ts';
import type { ClaimJson, MeasurementJson, SeriesJson } from '#lib/domain/wire.ts';

/** An embed is read small and sent often: its chart holds fewer points than a page's. */
export const EMBED_POINTS = 300;

/** The chart of an embed: one panel, and the words that go with it. */
export interface EmbedChart {
	readonly panel: ChartPanel;
	readonly title: string;
	readonly subtitle: string;
	/** Its text alternative. */
	readonly sentence: string;
	/** What its signs mean. */
	readonly notes: readonly string[];
}

/** All that an embed says, in words, the same for page, SVG and PNG. Absolute times only. */
export interface EmbedContent {
	readonly slug: string;
	readonly demo: boolean;
	readonly finding: Finding;
	readonly quote: string;
	/** Who said it, and when. */
	readonly source: string;
	readonly claimed: string;
	readonly measured: {
		readonly text: string;
		/** In full precision, as the API serves it; null where there is none. */
		readonly value: string | null;
		/** Statistic and interval; empty where there is no value. */
		readonly note: string;
	};
	readonly share: string | null;
	readonly sentence: string;
	/** Why there is no figure, where there is none. */
	readonly withoutFigure: string | null;
	readonly caveat: string;
	readonly flags: string | null;
	readonly chart: EmbedChart | null;
	/** Chains, window and coverage. */
	readonly scope: string;
	readonly asOf: string;
	readonly attribution: string;
	/** The claim's page, absolute. */
	readonly pageUrl: string;
}

/** What the missing figure means; each state has a sentence of its own. */
const WITHOUT_FIGURE: Partial<Record<Finding, string>> = {
	pending: 'A forecast is judged from its date on. Until then no figure is set beside it.',
	insufficient_data:
		'No figure is shown, because what is needed for one has not been collected. That is not a zero: nothing is known yet.',
	not_comparable:
		'No figure is shown: nothing that is public measures the same quantity of the same subject.',
	not_measurable: 'No figure is shown: nothing on a public chain could settle this statement.',
	void: 'No figure is shown: this finding was withdrawn, the error was ours.'
};
const NOT_SEEN = 'No figure is shown: there is none for this time.';

/** What the embed of a claim says. `siteUrl` is the public address of the site, without a slash at its end. */
export function embedContent(
	claim: ClaimJson,
	series: readonly SeriesJson[],
	site: { readonly siteUrl: string; readonly demo: boolean }
): EmbedContent {
	const { measured, article } = claim;
	const chart = embedChart(claim, series);
	const known = measured !== null && measured.value !== null;
	const interval = measured && intervalText(measured);
	const note = measured ? statisticWords(measured.statistic, measured.peak_window) : '';
	return {
		slug: claim.slug,
		demo: site.demo,
		finding: claim.finding,
		quote: claim.quote,
		source: `${article.publisher}, ${formatDay(parseTime(article.published))}`,
		claimed: claim.claimed ? claimedText(claim.claimed) : NO_VALUE,
		measured: {
			text: known ? quantityText(measured.value, measured.unit) : NO_VALUE,
			value: known ? String(measured.value) : null,
			note: known ? [note, ...(interval ? [interval] : [])].join(', ') : ''
		},
		share: claim.share?.text ?? null,
		sentence: claim.sentence,
		withoutFigure: known ? null : (WITHOUT_FIGURE[claim.finding] ?? NOT_SEEN),
		caveat: claim.caveat,
		flags: claim.flags.length > 0 ? claim.flags.map((flag) => FLAG_WORDS[flag]).join('; ') : null,
		chart,
		scope: scope(claim),
		asOf: asOf(claim),
		attribution: attribution(claim, new URL(site.siteUrl).host, chart !== null),
		pageUrl: `${site.siteUrl}/claims/${claim.slug}`
	};
}

function embedChart(claim: ClaimJson, series: readonly SeriesJson[]): EmbedChart | null {
	const panels = chartPanels(series, besideOf(claim));
	const full = panels.find((panel) => panel.chain === claim.measured?.chain) ?? panels[0];
	if (!full) return null;
	const panel = { ...full, points: downsample(full.points, EMBED_POINTS) };
	const title = panelTitle(panel, METRICS[panel.metric as MetricId].title);
	return {
		panel,
		title,
		subtitle: panelSubtitle(panel),
		sentence: `${title}, ${formatDay(panel.from)} to ${formatDay(panel.to - 1)}. ${claim.sentence}`,
		notes: chartNotes(panel)
	};
}

function windowOf({ from, to }: MeasurementJson) {
	return { from: parseTime(from), to: parseTime(to) };
}

function scope(claim: ClaimJson): string {
	const { measured } = claim;
	const reading =
		claim.readings.find((each) => each.measurements.some(({ id }) => id === measured?.id)) ??
		claim.readings[0];
	if (!reading) return 'No chain could show it.';
	const chains = reading.chains.map(({ id, name }) => `${name} (chain ${id})`).join(', ');
	if (!measured || measured.value === null) return chains;
	const on = reading.chains.length > 1 ? [`the figure: ${measured.chain_name}`] : [];
	const covered = `${coverageText(measured.coverage)} of the time covered`;
	return [chains, ...on, formatWindow(windowOf(measured)), covered].join(' · ');
}

function asOf({ rated, as_of, data_date }: ClaimJson): string {
	if (as_of === null) return rated ? 'Not judged yet' : 'Listed, not rated';
	const data = data_date === null ? '' : `, data to ${formatDay(parseTime(data_date))}`;
	return `As of ${formatMinute(parseTime(as_of))}${data}`;
}

function attribution({ article, measured }: ClaimJson, instance: string, drawn: boolean): string {
	const data =
		measured && measured.n > 0
			? [
					`Data: chain ${measured.chain} via RPC, ${isoDay(windowOf(measured).from)}–${isoDay(windowOf(measured).to - 1)}`
				]
			: [];
	return [
		`Claim: ${article.publisher}, ${formatDay(parseTime(article.published))}`,
		...data,
		`${drawn ? 'Chart' : 'Finding'}: ${instance} / Claimgauge`,
		'CC BY 4.0'
	].join(' · ');
}
