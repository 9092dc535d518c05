import {
	bucketStart,
	DAY,
	HOUR,
	iso,
	MINUTE,
	parseTime,
	type TimeWindow
} from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';

/** How far back a chart can be asked to reach from the last data, in seconds; `all` from the first. */
export const RANGES = {
	'1h': HOUR,
	'24h': DAY,
	'7d': 7 * DAY,
	'30d': 30 * DAY,
	'90d': 90 * DAY,
	'1y': 365 * DAY,
	all: Infinity
} as const;
export type ChartRange = keyof typeof RANGES;
export const SCALES = ['log', 'linear'] as const;

/** What a reader has chosen to see of a chart: all of it stands in the page’s address, and nothing else does. */
export interface ChartView {
	/** Null where the chart’s own length is shown. */
	readonly range: ChartRange | null;
	/** A stretch that was drawn on the chart; before `range`, which is null then. */
	readonly window: TimeWindow | null;
	/** Null where the distance between claim and data decides. */
	readonly scale: (typeof SCALES)[number] | null;
}

export const WHOLE_VIEW: ChartView = { range: null, window: null, scale: null };

/** Days up to which a chart is drawn by the hour, and hours up to which by the minute. */
const MOST_HOURLY = 10 * DAY;
const MOST_MINUTELY = 6 * HOUR;

/**
 * The view that an address asks for (`range`, `from` and `to`, `scale`). Throws RangeError that names the parameter and
 * says what it may be.
 */
export function parseChartView(query: URLSearchParams): ChartView {
	const scale = oneOf(query, 'scale', SCALES);
	const range = oneOf(query, 'range', Object.keys(RANGES) as ChartRange[]);
	const [from, to] = [query.get('from'), query.get('to')];
	if (from === null && to === null) return { range, window: null, scale };
	if (range !== null) throw new RangeError('give either range, or from and to');
	if (from === null || to === null)
		throw new RangeError(`${from === null ? 'from' : 'to'} is missing: a stretch has two ends`);
	const window = { from: parseTime(from), to: parseTime(to) };
	if (window.from >= window.to)
		throw new RangeError(`from ${iso(window.from)} is not before to ${iso(window.to)}`);
	return { range: null, window, scale };
}

/**
 * A view as a query string with its question mark, in one order and without what goes without saying; after what else
 * an address has, as `asOf`.
 */
export function chartViewQuery(
	{ range, window, scale }: ChartView,
	others: Readonly<Record<string, string>> = {}
): string {
	const query = new URLSearchParams(others);
	if (range !== null) query.set('range', range);
	if (window) {
		query.set('from', iso(window.from));
		query.set('to', iso(window.to));
	}
	if (scale !== null) query.set('scale', scale);
	// Colons are allowed in a query, and an address with them can be read.
	const text = query.toString().replaceAll('%3A', ':');
	return text === '' ? '' : `?${text}`;
}

/** A stretch of a chart in whole buckets, and how long they are. */
export interface ViewWindow extends TimeWindow {
	readonly bucketSeconds: typeof MINUTE | typeof HOUR | typeof DAY;
}

/** How long a chart is where nothing is asked for, and the shortest bucket that its values can have; in seconds. */
export interface ViewRules {
	readonly usual: number;
	readonly leastBucket: number;
}

/**
 * What a view shows of data: whole buckets of a minute, an hour or a day, none shorter than `leastBucket`, that hold
 * all of the asked stretch and as much of the data. Null where it shows nothing of them.
 */
export function viewWindow(
	{ range, window }: ChartView,
	data: TimeWindow,
	{ usual, leastBucket }: ViewRules
): ViewWindow | null {
	const length = range === null ? usual : RANGES[range];
	const from = Math.max(data.from, window?.from ?? data.to - length);
	const to = Math.min(data.to, window?.to ?? data.to);
	if (from > to) return null;
	const bucket = bucketFor(to - from);
	const bucketSeconds = bucket >= leastBucket ? bucket : leastBucket > HOUR ? DAY : HOUR;
	// A stretch ends before its end; the last time of the data is one of it.
	const last = window && window.to <= data.to ? to - 1 : to;
	return {
		from: bucketStart(from, bucketSeconds),
		to: unixSeconds(bucketStart(last, bucketSeconds) + bucketSeconds),
		bucketSeconds
	};
}

function bucketFor(seconds: number): ViewWindow['bucketSeconds'] {
	if (seconds <= MOST_MINUTELY) return MINUTE;
	return seconds <= MOST_HOURLY ? HOUR : DAY;
}

function oneOf<Name extends string>(
	query: URLSearchParams,
	parameter: string,
	names: readonly Name[]
): Name | null {
	const text = query.get(parameter);
	const name = names.find((each) => each === text);
	if (text !== null && name === undefined)
		throw new RangeError(`${parameter} "${text}" is none of ${names.join(', ')}`);
	return name ?? null;
}
