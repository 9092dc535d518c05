import { chainById, type Chain } from '#lib/domain/chains.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import type { Metric, PeakWindow, Statistic } from '#lib/domain/metrics/metric.ts';
import { bucketStart, DAY, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';
import {
	comparable,
	convert,
	unixSeconds,
	type Unit,
	type UnixSeconds
} from '#lib/domain/units.ts';
import type { ClaimJson, ReadingJson, SeriesJson } from '#lib/domain/wire.ts';
import { InvalidRequestError, isDaily } from '../measure/request.ts';
import { unitOf } from '../measure/measure.ts';
import { series, type Resolution } from '../measure/series.ts';
import type { StoreReader } from '../store/ports.ts';
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
		points: points.map(({ t, value, n, coverage, provisional, reason }) => ({
			t: iso(t),
			value: value === null ? null : amountJson(convert(value, own, unit), unit),
			n,
			coverage,
			provisional,
			reason
		}))
	};
}

/**
 * What a claim's chart draws: one series for each chain of its headline reading that has data; with `until`, of what is
 * stored of the time up to then.
 */
export async function claimSeries(
	reader: StoreReader,
	claim: ClaimJson,
	until?: UnixSeconds
): Promise<SeriesJson[]> {
	const reading = claim.readings.find((each) => each.measurements.some(({ n }) => n > 0));
	if (!reading) return [];
	const all: SeriesJson[] = [];
	for (const { id } of reading.chains) {
		const request = await chartRequest(reader, chainById(id), reading, until);
		if (request) all.push(...(await seriesOrNone(reader, request)));
	}
	return all.filter((each) => each.points.some((point) => point.value !== null));
}

/** None where the chain's blocks are too far apart for the peak window: the claim's measurement says so. */
async function seriesOrNone(reader: StoreReader, request: SeriesRequest): Promise<SeriesJson[]> {
	try {
		return [await getSeries(reader, request)];
	} catch (error) {
		if (error instanceof InvalidRequestError) return [];
		throw error;
	}
}

/** How far back a claim’s chart goes at most. */
const CHART_SECONDS = 90 * DAY;

/**
 * From the first collected block of the last 90 days to the hour under way: by the hour up to ten
 * days, else by the day. A typical value over days is drawn as each bucket's median.
 */
async function chartRequest(
	reader: StoreReader,
	chain: Chain,
	reading: ReadingJson,
	until?: UnixSeconds
): Promise<SeriesRequest | null> {
	const metric = reading.metric as MetricId;
	const { facts, statistics } = METRICS[metric];
	const collected = await collectedSpan(reader, chain, facts);
	if (!collected) return null;
	const firstTime = collected.from;
	const lastTime = until !== undefined && until < collected.to ? until : collected.to;
	if (lastTime < firstTime) return null;
	const span = Math.min(lastTime - firstTime, CHART_SECONDS);
	const size = span > 10 * DAY ? DAY : HOUR;
	const statistic = chartStatistic(reading.statistic as Statistic, statistics);
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
		resolution: size === DAY ? '1d' : '1h',
		from: bucketStart(lastTime - span, size),
		to: unixSeconds(bucketStart(lastTime, size) + size)
	};
}

/**
 * From the first fact of a kind that a chart reaches back to, to the last; null where there is none. A range collected of
 * some time long ago does not count, nor do days of which no sums are kept. Prices, comparisons and answers are known for as
 * long as the chain is.
 */
async function collectedSpan(
	reader: StoreReader,
	chain: Chain,
	facts: Metric['facts']
): Promise<TimeWindow | null> {
	if (facts === 'none') return null;
	const kind = facts === 'fee' || facts === 'batch' || facts === 'settlement' ? facts : 'block';
	const covered =
		facts === 'user_op'
			? await reader.getUserOpRanges(chain.id)
			: await reader.getCovered(chain.id, kind);
	const last = covered.at(-1);
	const first = covered.find((range) => last && range.toTime > last.toTime - CHART_SECONDS);
	if (!first || !last) return null;
	const span = { from: first.fromTime, to: last.toTime };
	const dropped = (await reader.getDropped(chain.id, 'rollup', span)).at(-1);
	if (!dropped) return span;
	const firstDay = bucketStart(dropped.to + DAY - 1, DAY);
	return firstDay < span.to ? { ...span, from: firstDay } : null;
}

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
