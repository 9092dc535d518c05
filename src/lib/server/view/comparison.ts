import { viewWindow, type ViewWindow } from '#lib/charts/chart-view.ts';
import { COMPARED_METRICS, MOST_CHAINS } from '#lib/charts/compared-metrics.ts';
import { CHAINS, chainById, type Chain } from '#lib/domain/chains.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { bucketStart, DAY, HOUR, MINUTE, type TimeWindow } from '#lib/domain/time.ts';
import { comparable, type Unit, type UnixSeconds } from '#lib/domain/units.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import type { CompareChoice } from '../api/compare-query.ts';
import { whyNeverByBatch } from '../measure/batch-ledger.ts';
import { inUnit } from '../measure/in-unit.ts';
import { measure, unitOf } from '../measure/measure.ts';
import { InvalidRequestError, isDaily } from '../measure/request.ts';
import type { Resolution } from '../measure/series.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { measurementJson } from './measurement-json.ts';
import { getSeries } from './series.ts';

/** One chain of a comparison. */
export interface ComparedChain {
	readonly id: number;
	readonly name: string;
	/** Whether anything that the metric needs was ever collected of it. */
	readonly isCollected: boolean;
	/** Null where it cannot be drawn, and then `reason` says why. */
	readonly series: SeriesJson | null;
	/** Over the whole window; null where it cannot be measured. */
	readonly measurement: MeasurementJson | null;
	/** Why there is no value; null where there is one. */
	readonly reason: string | null;
}

export interface Comparison {
	readonly chains: readonly ComparedChain[];
	/** What all chains are measured over; null where nothing of it is collected. */
	readonly window: TimeWindow | null;
	readonly unit: Unit;
}

/** Data that ends this much before the newest, in seconds, does not shorten the window for all. */
const LAGGING = 6 * HOUR;
const USUAL_SECONDS = 30 * DAY;
const RESOLUTION: Readonly<Record<ViewWindow['bucketSeconds'], Resolution>> = {
	[MINUTE]: '1m',
	[HOUR]: '1h',
	[DAY]: '1d'
};

/** The chains that are compared unless others are named: of those with blocks the first six, else what is collected by default. */
export async function usualChains(reader: StoreReader, demo: boolean): Promise<number[]> {
	const offered = CHAINS.filter((chain) => chain.demo === demo);
	const covered = await Promise.all(offered.map(({ id }) => reader.getCovered(id, 'block')));
	const withData = offered.filter((_, index) => covered[index]?.length);
	const usual =
		withData.length > 0 ? withData : offered.filter(({ optIn }) => demo || optIn === null);
	return usual.slice(0, MOST_CHAINS).map(({ id }) => id);
}

/** One metric of each chosen chain over one window, as lines and as values; `unit` is what all are stated in. */
export async function getComparison(
	reader: StoreReader,
	choice: CompareChoice,
	unit: Unit,
	now: UnixSeconds
): Promise<Comparison> {
	const chains = choice.chains.map(chainById);
	const spans = await Promise.all(
		chains.map((chain) => collectedSpan(reader, chain, choice.metric))
	);
	const view = windowOf(spans, choice);
	const measured = view && measuredWindow(view, spans, choice);
	const compared: ComparedChain[] = [];
	for (const [index, chain] of chains.entries()) {
		const isCollected = spans[index] !== null;
		const asked = { reader, chain, choice, unit };
		const series = view ? await orReason(() => seriesOf(asked, view)) : NOTHING;
		const value = measured ? await orReason(() => valueOf(asked, measured, now)) : NOTHING;
		const measurement = value.found;
		compared.push({
			id: chain.id,
			name: chain.name,
			isCollected,
			series: series.found,
			measurement,
			reason:
				measurement && measurement.value !== null
					? null
					: isCollected
						? (measurement?.reason ?? value.reason ?? 'nothing of this time is collected')
						: (whyNeverByBatch(chain, choice.metric) ?? notCollected(chain))
		});
	}
	return { chains: compared, window: measured, unit };
}

interface Asked {
	readonly reader: StoreReader;
	readonly chain: Chain;
	readonly choice: CompareChoice;
	readonly unit: Unit;
}

function seriesOf({ reader, chain, choice, unit }: Asked, view: ViewWindow): Promise<SeriesJson> {
	const { metric, statistic, peakWindow } = choice;
	return getSeries(reader, {
		...{ chainId: chain.id, metric, statistic, peakWindow, unit },
		...{ from: view.from, to: view.to, resolution: RESOLUTION[view.bucketSeconds] }
	});
}

async function valueOf(
	{ reader, chain, choice, unit }: Asked,
	window: TimeWindow,
	now: UnixSeconds
): Promise<MeasurementJson> {
	const { metric, statistic, peakWindow } = choice;
	const inDollars = !comparable(unitOf(choice), unit);
	const found = await measure(
		reader,
		{
			...{ chain, metric, statistic, peakWindow, window, inDollars },
			...{ baseWindow: null, zeroFees: 'included' }
		},
		now
	);
	return measurementJson(inUnit(found, unit));
}

const NOTHING = { found: null, reason: null };

/** What one chain cannot be asked is a reason in its row, and no fault of the page. */
async function orReason<Found>(
	ask: () => Promise<Found>
): Promise<{ found: Found | null; reason: string | null }> {
	try {
		return { found: await ask(), reason: null };
	} catch (error) {
		if (error instanceof InvalidRequestError) return { found: null, reason: error.message };
		throw error;
	}
}

function notCollected({ optIn, demo }: Chain): string {
	return optIn === null || demo
		? 'nothing that this metric needs is stored yet'
		: `only where it is asked for, since ${optIn}`;
}

/** From the first fact of the metric's kind to the last; null where there is none. */
async function collectedSpan(
	reader: StoreReader,
	{ id }: Chain,
	metric: MetricId
): Promise<TimeWindow | null> {
	const { facts } = METRICS[metric];
	const kind = facts === 'fee' || facts === 'batch' || facts === 'settlement' ? facts : 'block';
	const covered =
		facts === 'user_op' ? await reader.getUserOpRanges(id) : await reader.getCovered(id, kind);
	const [first, last] = [covered[0], covered.at(-1)];
	return first && last ? { from: first.fromTime, to: last.toTime } : null;
}

function windowOf(
	spans: readonly (TimeWindow | null)[],
	{ metric, statistic, range }: CompareChoice
): ViewWindow | null {
	const known = spans.filter((span) => span !== null);
	if (known.length === 0 || !COMPARED_METRICS.includes(metric)) return null;
	const data = {
		from: known.map(({ from }) => from).reduce((a, b) => (a < b ? a : b)),
		to: known.map(({ to }) => to).reduce((a, b) => (a > b ? a : b))
	};
	const leastBucket = isDaily(statistic) ? DAY : METRICS[metric].hourly ? HOUR : MINUTE;
	return viewWindow({ range, window: null, scale: null }, data, {
		usual: USUAL_SECONDS,
		leastBucket
	});
}

/**
 * The window of the values: that of the lines, but up to the last full hour that every chain reaches which is not far
 * behind, so that what is only under way counts for none. Null where that is nothing.
 */
function measuredWindow(
	view: ViewWindow,
	spans: readonly (TimeWindow | null)[],
	{ statistic }: CompareChoice
): TimeWindow | null {
	const lasts = spans.flatMap((span) => (span ? [span.to] : []));
	const newest = lasts.reduce((a, b) => (a > b ? a : b));
	const end = lasts.filter((last) => last >= newest - LAGGING).reduce((a, b) => (a < b ? a : b));
	const step = isDaily(statistic) ? DAY : view.bucketSeconds === MINUTE ? MINUTE : HOUR;
	const to = bucketStart(end, step);
	return view.from < to ? { from: view.from, to } : null;
}
