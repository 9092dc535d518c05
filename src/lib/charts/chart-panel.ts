import type { ClaimedJson, ClaimJson, ReadingJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson, SeriesPointJson } from '#lib/domain/wire/series.ts';
import type { Tolerance } from '#lib/domain/claims.ts';
import { findChain } from '#lib/domain/chains.ts';
import { claimedRegion } from '#lib/domain/judge/region.ts';
import { DAY, HOUR, MINUTE } from '#lib/domain/time.ts';
import { comparable, convert, type Unit } from '#lib/domain/units.ts';
import { downsample } from './downsample.ts';
import { haltedSpans, missingSpans } from './missing-spans.ts';
import { claimedText, isUnit } from './quantity-text.ts';

/** One bucket of a series. `x` is the bucket's middle in Unix seconds; `y` is null where there is no value. */
export interface PanelPoint {
	readonly x: number;
	readonly y: number | null;
	readonly n: number;
	readonly coverage: number;
	readonly provisional: boolean;
	readonly reason: string | null;
	/** Set where the chain made no block in all of the bucket, which is covered. */
	readonly noBlock?: true;
	/** The first and the last stored block of the bucket. */
	readonly blocks: readonly [number, number] | null;
	/** The block in which a maximum lies, or its window begins. */
	readonly peakBlock: number | null;
	/** The 10th and the 90th percentile beside a median. */
	readonly spread: readonly [low: number, high: number] | null;
}

/**
 * Why a stretch has no values: blocks were not fetched, were not reached yet, or were all read and
 * hold nothing to take a value from.
 */
export type MissingKind = 'gap' | 'not_yet_collected' | 'no_value';

/** A stretch [from, to), in Unix seconds. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** A stretch without values. */
export interface MissingSpan extends Span {
	readonly kind: MissingKind;
	/** As the series words it. */
	readonly reason: string;
}

/** Where the claim lies in the unit of the series. A range has both, a point has `low` or `high` alone or equal. */
export interface ClaimLine {
	readonly low: number | null;
	readonly high: number | null;
	readonly label: string;
	/** What still agrees with the claim beyond its figure; null where nothing does. */
	readonly tolerance: { readonly low: number; readonly high: number } | null;
}

/** Something that happened to a chain, as a tick on its time axis. */
export interface ChartEvent {
	/** Unix seconds. */
	readonly time: number;
	readonly label: string;
}

/** What stands beside a series in its chart: the figure that was claimed, and when. */
export interface Beside {
	readonly claimed: ClaimedJson | null;
	/** By how much a value may miss the figure and agree with it. */
	readonly tolerance?: Tolerance | null;
	/** When the article appeared, in Unix seconds. */
	readonly published: number;
}

/** The reading that a claim’s chart shows: the first that anything was measured for. */
export function chartedReading({ readings }: ClaimJson): ReadingJson | null {
	return readings.find((each) => each.measurements.some(({ n }) => n > 0)) ?? null;
}

/** What a claim puts beside its series. */
export function besideOf(claim: ClaimJson): Beside {
	const reading = chartedReading(claim);
	const published = Date.parse(claim.article.published) / 1000;
	// A reading of other words is about another figure, and its tolerance about that.
	const isSame =
		reading?.claimed.printed === claim.claimed?.printed &&
		reading?.claimed.unit === claim.claimed?.unit;
	return {
		claimed: claim.claimed,
		tolerance: reading && isSame ? reading.tolerance : null,
		published
	};
}

/** All that a chart of one chain's series, beside a claim or alone, shows: plain data, the same on server and browser. */
export interface ChartPanel {
	readonly chain: number;
	readonly chainName: string;
	readonly demo: boolean;
	readonly metric: string;
	readonly statistic: string;
	readonly peakWindow: string | null;
	readonly unit: string;
	readonly bucketSeconds: number;
	readonly from: number;
	readonly to: number;
	readonly points: readonly PanelPoint[];
	readonly missing: readonly MissingSpan[];
	/** Where the chain made no block, ascending: what was measured there, a zero or nothing, stands in `points`. */
	readonly halts: readonly Span[];
	readonly claim: ClaimLine | null;
	readonly published: number | null;
	/** Upgrades of the chain within the time shown, ascending. */
	readonly events: readonly ChartEvent[];
	/** What a block’s number is put behind to look at it; null where no explorer is known. */
	readonly explorer: string | null;
	readonly scale: 'log' | 'linear';
	/** Shared by all panels of a figure, so that they can be compared by eye. */
	readonly range: { readonly min: number; readonly max: number };
}

/** Beyond this factor between claim and data a linear axis would flatten one of them to nothing. */
const LOG_FACTOR = 20;

/** A logarithmic axis ends this factor above the greatest value. */
const LOG_HEADROOM = 3;

const BUCKET_SECONDS = { '1m': MINUTE, '1h': HOUR, '1d': DAY } as const;

/** The claim in the unit of a series; null where the two do not measure the same thing. */
function claimLine(
	claimed: ClaimedJson | null,
	unit: string,
	tolerance: Tolerance | null = null
): ClaimLine | null {
	if (!claimed || !isUnit(claimed.unit) || !isUnit(unit) || !comparable(claimed.unit, unit))
		return null;
	const from = claimed.unit;
	const inUnit = (value: number | null) => (value === null ? null : convert(value, from, unit));
	const low = inUnit(claimed.low ?? claimed.value);
	const high = inUnit(claimed.high ?? claimed.value);
	if (low === null && high === null) return null;
	const region = tolerance && claimedRegion({ ...claimed, unit: from }, tolerance);
	const [least, greatest] = [
		inUnit(region?.low ?? null) ?? low,
		inUnit(region?.high ?? null) ?? high
	];
	const widens = least !== null && greatest !== null && (least !== low || greatest !== high);
	return {
		low,
		high,
		label: `Claimed: ${claimedText(claimed)}`,
		tolerance: widens ? { low: least, high: greatest } : null
	};
}

/** Axes of wei would be all zeros: charts are drawn in gwei. */
const DRAWN_UNITS: Readonly<Record<string, Unit>> = { 'wei/tx': 'gwei/tx', 'wei/gas': 'gwei/gas' };

function inDrawnUnit(series: SeriesJson): SeriesJson {
	const unit = DRAWN_UNITS[series.unit];
	if (unit === undefined || !isUnit(series.unit)) return series;
	const from = series.unit;
	const drawn = (value: number | string) => convert(Number(value), from, unit);
	const points = series.points.map((point) => ({
		...point,
		value: point.value === null ? null : drawn(point.value),
		spread: point.spread && ([drawn(point.spread[0]), drawn(point.spread[1])] as [number, number])
	}));
	return { ...series, unit, points };
}

function panelPoint(point: SeriesPointJson, bucket: number): PanelPoint {
	return {
		x: Date.parse(point.t) / 1000 + bucket / 2,
		y: point.value === null ? null : Number(point.value),
		n: point.n,
		coverage: point.coverage,
		provisional: point.provisional,
		reason: point.reason,
		...(point.no_block && { noBlock: true as const }),
		blocks:
			point.from_block === null || point.to_block === null
				? null
				: [point.from_block, point.to_block],
		peakBlock: point.peak_at?.block ?? null,
		spread: point.spread && [Number(point.spread[0]), Number(point.spread[1])]
	};
}

function positiveValues(points: readonly PanelPoint[]): number[] {
	return points.flatMap(({ y }) => (y !== null && y > 0 ? [y] : []));
}

function median(values: readonly number[]): number | null {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Logarithmic when claim and data are more than twenty times apart, else linear from zero. */
function chooseScale(values: readonly number[], claim: ClaimLine | null): 'log' | 'linear' {
	const measured = median(values);
	const claimed = claim?.low ?? claim?.high ?? null;
	if (measured === null || claimed === null || claimed <= 0) return 'linear';
	return Math.max(measured / claimed, claimed / measured) > LOG_FACTOR ? 'log' : 'linear';
}

function axisRange(
	values: readonly number[],
	claim: ClaimLine | null,
	scale: 'log' | 'linear'
): { min: number; max: number } {
	const shown = [...values, claim?.low ?? 0, claim?.high ?? 0].filter((value) => value > 0);
	if (shown.length === 0) return { min: 0, max: 1 };
	const greatest = shown.reduce((a, b) => Math.max(a, b));
	if (scale === 'linear') return { min: 0, max: greatest * 1.12 };
	const least = shown.reduce((a, b) => Math.min(a, b));
	return {
		min: 10 ** Math.floor(Math.log10(least)),
		// room above the greatest for the words on its line
		max: greatest * LOG_HEADROOM
	};
}

/**
 * One panel a chain, on axes they share. An empty list where no chain has a series. `scale` is what the reader asked
 * for; without it, distance decides. `events` are each chain’s.
 */
export function chartPanels(
	series: readonly SeriesJson[],
	beside: Beside | null,
	scaleAsked: ChartPanel['scale'] | null = null,
	events: ReadonlyMap<number, readonly ChartEvent[]> = new Map()
): ChartPanel[] {
	const drawable = series.map(inDrawnUnit);
	const first = drawable[0];
	if (!first) return [];
	const alike = drawable.filter((each) => each.unit === first.unit);
	const drawn = alike.map((each) => {
		const bucket = BUCKET_SECONDS[each.resolution];
		return { each, bucket, points: each.points.map((point) => panelPoint(point, bucket)) };
	});
	const values = drawn.flatMap(({ points }) => positiveValues(points));
	const line = claimLine(beside?.claimed ?? null, first.unit, beside?.tolerance);
	const scale = scaleAsked ?? chooseScale(values, line);
	const spreads = drawn.flatMap(({ points }) => points.flatMap(({ spread }) => spread ?? []));
	const range = axisRange([...values, ...spreads.filter((value) => value > 0)], line, scale);
	const from = Math.min(...alike.map((each) => Date.parse(each.from) / 1000));
	const to = Math.max(...alike.map((each) => Date.parse(each.to) / 1000));
	return drawn.map(({ each, bucket, points }) => ({
		chain: each.chain,
		chainName: findChain(each.chain)?.name ?? `Chain ${each.chain}`,
		demo: each.demo,
		metric: each.metric,
		statistic: each.statistic,
		peakWindow: each.peak_window,
		unit: each.unit,
		bucketSeconds: bucket,
		from,
		to,
		points: downsample(points),
		missing: missingSpans(points, bucket, { from, to }),
		halts: haltedSpans(points, bucket, { from, to }),
		claim: line,
		published: beside?.published ?? null,
		events: (events.get(each.chain) ?? []).filter(({ time }) => time >= from && time <= to),
		explorer: findChain(each.chain)?.explorer?.block ?? null,
		scale,
		range
	}));
}
