import { chartNotes } from '#lib/charts/chart-notes.ts';
import { besideOf, chartPanels, type ChartPanel } from '#lib/charts/chart-panel.ts';
import { downsample } from '#lib/charts/downsample.ts';
import { panelSubtitle, panelTitle, statisticWords } from '#lib/charts/measure-words.ts';
import { claimedText, intervalText, quantityText } from '#lib/charts/quantity-text.ts';
import { formatCoverage } from '#lib/domain/format/share.ts';
import type { Finding } from '#lib/domain/findings.ts';
import { FLAG_WORDS } from '#lib/domain/format/finding-words.ts';
import { NO_VALUE } from '#lib/domain/format/number.ts';
import { formatDay, formatMinute, formatWindow, isoDays } from '#lib/domain/format/time.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { parseTime } from '#lib/domain/time.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { embeddedClaim, type EmbeddedClaim } from './embedded-claim.ts';

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
	/** The claim's page, absolute; of a frozen embed, as it was then. */
	readonly pageUrl: string;
	/** The id of the verdict that it is frozen at; null for a live one. */
	readonly verdict: string | null;
	/** Of a frozen embed, where what is found now stands; null for a live one. */
	readonly currentUrl: string | null;
	/** The site's public address, without a slash at its end. */
	readonly siteUrl: string;
}

/** Where an embed is served: the site's public address, without a slash at its end, and whether its data is the demo's. */
export interface EmbedSite {
	readonly siteUrl: string;
	readonly demo: boolean;
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

/** What the embed of a claim says now. */
export function embedContent(
	claim: ClaimJson,
	series: readonly SeriesJson[],
	site: EmbedSite
): EmbedContent {
	return contentOf(embeddedClaim(claim), embedPanel(claim, series), { ...site, verdict: null });
}

/** The panel that the embed of a claim draws; null where there is none to draw. */
export function embedPanel(claim: ClaimJson, series: readonly SeriesJson[]): ChartPanel | null {
	const panels = chartPanels(series, besideOf(claim));
	const full = panels.find((panel) => panel.chain === claim.measured?.chain) ?? panels[0];
	return full ? { ...full, points: downsample(full.points, EMBED_POINTS) } : null;
}

/** The words of an embed. A frozen one says so, and leads to what was shown then. */
export function contentOf(
	claim: EmbeddedClaim,
	panel: ChartPanel | null,
	site: EmbedSite & { readonly verdict: string | null }
): EmbedContent {
	const { measured, article } = claim;
	const page = `${site.siteUrl}/claims/${claim.slug}`;
	const frozenAt = site.verdict === null ? null : claim.as_of;
	const chart = panel && embedChart(claim, panel);
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
		attribution: [
			...attribution(claim, new URL(site.siteUrl).host, chart !== null),
			...(frozenAt === null ? [] : [`Frozen, as of ${formatMinute(parseTime(frozenAt))}`])
		].join(' · '),
		pageUrl: frozenAt === null ? page : `${page}?asOf=${frozenAt}`,
		verdict: site.verdict,
		currentUrl: site.verdict === null ? null : page,
		siteUrl: site.siteUrl
	};
}

function embedChart(claim: EmbeddedClaim, panel: ChartPanel): EmbedChart {
	const title = panelTitle(panel, METRICS[panel.metric as MetricId].title);
	return {
		panel,
		title,
		subtitle: panelSubtitle(panel),
		sentence: `${title}, ${formatDay(panel.from)} to ${formatDay(panel.to - 1)}. ${claim.sentence}`,
		notes: chartNotes(panel)
	};
}

function windowOf({ from, to }: Pick<MeasurementJson, 'from' | 'to'>) {
	return { from: parseTime(from), to: parseTime(to) };
}

function scope({ measured, chains: read }: EmbeddedClaim): string {
	if (!read) return 'No chain could show it.';
	const chains = read.map(({ id, name }) => `${name} (chain ${id})`).join(', ');
	if (!measured || measured.value === null) return chains;
	const on = read.length > 1 ? [`the figure: ${measured.chain_name}`] : [];
	const covered = `${formatCoverage(measured.coverage)} of the time covered`;
	return [chains, ...on, formatWindow(windowOf(measured)), covered].join(' · ');
}

function asOf({ rated, as_of, data_date }: EmbeddedClaim): string {
	if (as_of === null) return rated ? 'Not judged yet' : 'Listed, not rated';
	const data = data_date === null ? '' : `, data to ${formatDay(parseTime(data_date))}`;
	return `As of ${formatMinute(parseTime(as_of))}${data}`;
}

function attribution(
	{ article, measured }: EmbeddedClaim,
	instance: string,
	drawn: boolean
): string[] {
	const data =
		measured && measured.n > 0
			? [`Data: chain ${measured.chain} via RPC, ${isoDays(windowOf(measured))}`]
			: [];
	return [
		`Claim: ${article.publisher}, ${formatDay(parseTime(article.published))}`,
		...data,
		`${drawn ? 'Chart' : 'Finding'}: ${instance} / Claimgauge`,
		'CC BY 4.0'
	];
}
