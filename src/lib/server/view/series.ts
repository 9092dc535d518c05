import { chartedReading } from '#lib/charts/chart-panel.ts';
import {
	viewWindow,
	WHOLE_VIEW,
	type ChartView,
	type ViewRules,
	type ViewWindow
} from '#lib/charts/chart-view.ts';
import { chainById, type Chain } from '#lib/domain/chains.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import {
	PEAK_WINDOW_SECONDS,
	type PeakWindow,
	type Statistic
} from '#lib/domain/metrics/metric.ts';
import { bucketStart, DAY, HOUR, iso, MINUTE, type TimeWindow } from '#lib/domain/time.ts';
import {
	comparable,
	convert,
	unixSeconds,
	type Unit,
	type UnixSeconds
} from '#lib/domain/units.ts';
import type { ClaimJson, ReadingJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { InvalidRequestError, isDaily } from '../measure/request.ts';
import { unitOf } from '../measure/measure.ts';
import { series, type Resolution } from '../measure/series.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { collectedSpan, type CollectedSpan } from './collected-span.ts';
import { amountJson } from './measurement-json.ts';

export interface SeriesRequest extends TimeWindow {
	readonly chainId: number;
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow: PeakWindow | null;
	readonly zeroFees?: 'included' | 'excluded';
	readonly unit: Unit;
	readonly resolution: Resolution;
}

/** A series as it is served. Throws InvalidRequestError when it cannot be asked that way. */
export async function getSeries(reader: StoreReader, request: SeriesRequest): Promise<SeriesJson> {
	const { metric, statistic, peakWindow, unit, from, to, resolution } = request;
	const chain = chainById(request.chainId);
	const inDollars = !comparable(unitOf({ metric, statistic, peakWindow }), unit);
	const own = unitOf({ metric, statistic, peakWindow, inDollars });
	const zeroFees = request.zeroFees ?? 'included';
	const question = { metric, statistic, peakWindow, zeroFees, inDollars };
	const stated = (value: number) => amountJson(convert(value, own, unit), unit);
	const points = await series(reader, chain, question, { from, to }, resolution);
	return {
		chain: chain.id,
		demo: chain.demo,
		metric,
		statistic,
		peak_window: peakWindow,
		unit,
		resolution,
		from: iso(from),
		to: iso(to),
		points: points.map(
			({ t, value, n, coverage, provisional, reason, noBlock, blocks, peakAt, spread }) => ({
				t: iso(t),
				value: value === null ? null : stated(value),
				n,
				coverage,
				provisional,
				reason,
				no_block: noBlock,
				from_block: blocks?.from ?? null,
				to_block: blocks?.to ?? null,
				peak_at: peakAt && { time: iso(peakAt.time), block: peakAt.block },
				spread: spread && [stated(spread[0]), stated(spread[1])]
			})
		)
	};
}

/** What a claim's chart draws in a view, and what a view of it could ask for. */
export interface ClaimChart {
	/** One series for each chain of the reading that has data. */
	readonly series: SeriesJson[];
	/** From the first collected fact of any of the chains to the last; null where there is none. */
	readonly data: TimeWindow | null;
	readonly rules: ViewRules;
}

/** How far back a claim’s chart goes unless asked otherwise. */
const CHART_SECONDS = 90 * DAY;

/** What a claim's chart draws unless a reader asks otherwise; with `until`, of what is stored of the time up to then. */
export async function claimSeries(
	reader: StoreReader,
	claim: ClaimJson,
	until?: UnixSeconds
): Promise<SeriesJson[]> {
	return (await claimChartData(reader, claim, WHOLE_VIEW, until)).series;
}

/**
 * What a claim's chart draws in a view: all chains of its headline reading over one stretch of time. Without a choice,
 * each from its first collected block of the last 90 days to the hour under way.
 */
export async function claimChartData(
	reader: StoreReader,
	claim: ClaimJson,
	view: ChartView,
	until?: UnixSeconds
): Promise<ClaimChart> {
	const reading = chartedReading(claim);
	const rules = { usual: CHART_SECONDS, leastBucket: reading ? leastBucketOf(reading) : MINUTE };
	if (!reading) return { series: [], data: null, rules };
	const { facts } = METRICS[reading.metric as MetricId];
	const spans: { readonly chain: Chain; readonly span: CollectedSpan }[] = [];
	for (const { id } of reading.chains) {
		const chain = chainById(id);
		const span = await collectedSpan(reader, chain, facts, CHART_SECONDS);
		const known = span && { recent: before(span.recent, until), whole: before(span.whole, until) };
		if (known?.recent && known.whole)
			spans.push({ chain, span: { recent: known.recent, whole: known.whole } });
	}
	const data = hullOf(spans.map(({ span }) => span.whole));
	const isUsual = view.range === null && view.window === null;
	// Without a choice no bucket is shorter than an hour, and a chain is shown as far as it goes.
	const usual = { ...rules, leastBucket: Math.max(HOUR, rules.leastBucket) };
	const asked = data && viewWindow(view, data, rules);
	const all: SeriesJson[] = [];
	for (const { chain, span } of spans) {
		const window = isUsual
			? viewWindow(view, span.recent, usual)
			: asked && withinSpan(asked, span.whole);
		if (window) all.push(...(await seriesOrNone(reader, chain, reading, window)));
	}
	const drawn = all.filter(({ points }) => points.some(({ value }) => value !== null));
	// Of a stretch that a reader chose, that nothing is known is what is to be seen.
	return { series: drawn.length > 0 || isUsual ? drawn : all, data, rules };
}

/** Nothing by the minute that is kept by the hour, and no bucket shorter than the length of a peak. */
function leastBucketOf({ metric, statistic, peak_window }: ReadingJson): number {
	const kept = METRICS[metric as MetricId].hourly ? HOUR : MINUTE;
	const peak = statistic === 'max' ? (peak_window as PeakWindow | null) : null;
	return peak === null || peak === 'block' ? kept : Math.max(kept, PEAK_WINDOW_SECONDS[peak]);
}

function before(window: TimeWindow, until: UnixSeconds | undefined): TimeWindow | null {
	if (until === undefined || until >= window.to) return window;
	return until < window.from ? null : { from: window.from, to: until };
}

function hullOf(windows: readonly TimeWindow[]): TimeWindow | null {
	if (windows.length === 0) return null;
	return {
		from: unixSeconds(Math.min(...windows.map(({ from }) => from))),
		to: unixSeconds(Math.max(...windows.map(({ to }) => to)))
	};
}

/** As much of a stretch as one chain has, in whole buckets. */
function withinSpan({ from, to, bucketSeconds }: ViewWindow, span: TimeWindow): ViewWindow | null {
	const first = Math.max(from, bucketStart(span.from, bucketSeconds));
	const end = Math.min(to, bucketStart(span.to, bucketSeconds) + bucketSeconds);
	return first < end ? { from: unixSeconds(first), to: unixSeconds(end), bucketSeconds } : null;
}

/**
 * By the hour where the blocks of its minutes are no longer kept. None where the chain's blocks are too far apart for
 * the peak window: the claim's measurement says so.
 */
async function seriesOrNone(
	reader: StoreReader,
	chain: Chain,
	reading: ReadingJson,
	window: ViewWindow
): Promise<SeriesJson[]> {
	const { from, to, bucketSeconds } = window;
	try {
		return [await getSeries(reader, await chartRequest(reader, chain, reading, window))];
	} catch (error) {
		if (!(error instanceof InvalidRequestError)) throw error;
		if (bucketSeconds !== MINUTE) return [];
		return seriesOrNone(reader, chain, reading, {
			from: bucketStart(from, HOUR),
			to: bucketStart(to + HOUR - 1, HOUR),
			bucketSeconds: HOUR
		});
	}
}

/** A typical value over days is drawn as each bucket's median. */
async function chartRequest(
	reader: StoreReader,
	chain: Chain,
	reading: ReadingJson,
	{ from, to, bucketSeconds }: ViewWindow
): Promise<SeriesRequest> {
	const metric = reading.metric as MetricId;
	const statistic = chartStatistic(reading.statistic as Statistic, METRICS[metric].statistics);
	const peakWindow = statistic === 'max' ? (reading.peak_window as PeakWindow | null) : null;
	const claimed = reading.claimed.unit as Unit;
	const own = unitOf({ metric, statistic, peakWindow });
	return {
		chainId: chain.id,
		metric,
		statistic,
		peakWindow,
		unit:
			comparable(own, claimed) || (await hasPrice(reader, chain, metric, claimed)) ? claimed : own,
		resolution: RESOLUTION_OF[bucketSeconds],
		from,
		to
	};
}

const RESOLUTION_OF = { [MINUTE]: '1m', [HOUR]: '1h', [DAY]: '1d' } as const;

/** Whether a claim in dollars can be drawn as one: where no price was ever read, the token’s own unit is drawn. */
async function hasPrice(
	reader: StoreReader,
	{ priceFeed }: Chain,
	metric: MetricId,
	unit: Unit
): Promise<boolean> {
	if (priceFeed === null || !METRICS[metric].alsoIn.includes(unit)) return false;
	return ((await reader.findPriceCheck(priceFeed))?.knownTo ?? null) !== null;
}

function chartStatistic(statistic: Statistic, offered: readonly Statistic[]): Statistic {
	if (!isDaily(statistic) && statistic !== 'max_rise') return statistic;
	return offered.includes('p50') ? 'p50' : 'mean';
}
