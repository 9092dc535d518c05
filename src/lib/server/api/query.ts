import { findChain, type Chain } from '#lib/domain/chains.ts';
import {
	PEAK_WINDOWS,
	STATISTICS,
	type PeakWindow,
	type Statistic
} from '#lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { usualStatistic } from '#lib/domain/metrics/usual-statistic.ts';
import { parseTime, type TimeWindow } from '#lib/domain/time.ts';
import { comparable, UNITS, type Unit, type UnixSeconds } from '#lib/domain/units.ts';
import { InvalidRequestError } from '../measure/request.ts';
import { RESOLUTIONS, type Resolution } from '../measure/series.ts';
import { unitOf } from '../measure/measure.ts';

/** What a query about a metric asks for, checked. */
export interface MetricQuery {
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow: PeakWindow | null;
	readonly zeroFees: 'included' | 'excluded';
	readonly unit: Unit;
}

const METRIC_PARAMETERS = ['metric', 'statistic', 'from', 'to', 'peak_window', 'unit', 'zero_fees'];
/** What `/measure` can be asked. */
export const MEASURE_PARAMETERS: readonly string[] = METRIC_PARAMETERS;
/** What `/series` can be asked. */
export const SERIES_PARAMETERS: readonly string[] = [...METRIC_PARAMETERS, 'resolution', 'format'];

/**
 * Throws InvalidRequestError for a parameter that is not known, which may be a mistyped one, and for one
 * that is given twice, of which only one could be answered.
 */
export function checkParameters(query: URLSearchParams, known: readonly string[]): void {
	for (const name of query.keys()) {
		if (!known.includes(name))
			throw new InvalidRequestError(
				name,
				`there is no parameter "${name}"; there are ${known.join(', ')}`
			);
		if (query.getAll(name).length > 1)
			throw new InvalidRequestError(name, `${name} is given twice: give it once`);
	}
}

/** The metric part of a query string. Throws InvalidRequestError that names the parameter and what it may be. */
export function parseMetricQuery(query: URLSearchParams): MetricQuery {
	const metric = oneOf(query, 'metric', METRIC_IDS);
	const statistic = oneOf(query, 'statistic', STATISTICS, usualStatistic(metric));
	const peakWindow = query.has('peak_window') ? oneOf(query, 'peak_window', PEAK_WINDOWS) : null;
	const zeroFees = oneOf(query, 'zero_fees', ['included', 'excluded'] as const, 'included');
	const own = unitOf({ metric, statistic, peakWindow });
	const { unit: base, alsoIn } = METRICS[metric];
	const units = Object.keys(UNITS) as Unit[];
	const served = units.filter(
		(unit) => comparable(unit, own) || (own === base && alsoIn.includes(unit))
	);
	return { metric, statistic, peakWindow, zeroFees, unit: oneOf(query, 'unit', served, own) };
}

/** The window of a query. `from` and `to` are required: a window that moves by itself cannot be quoted. */
export function parseWindow(query: URLSearchParams): TimeWindow {
	return { from: requiredTime(query, 'from'), to: requiredTime(query, 'to') };
}

/** The resolution of a series; an hour unless asked otherwise. */
export function parseResolution(query: URLSearchParams): Resolution {
	return oneOf(query, 'resolution', Object.keys(RESOLUTIONS) as Resolution[], '1h');
}

/** How a series is written; JSON unless asked otherwise. */
export function parseFormat(query: URLSearchParams): 'json' | 'csv' {
	return oneOf(query, 'format', ['json', 'csv'] as const, 'json');
}

/** The chain a path names, or null where it names none of the list. */
export function parseChain(id: string): Chain | null {
	return /^[1-9]\d*$/.test(id) ? (findChain(Number(id)) ?? null) : null;
}

/** An optional time. Throws InvalidRequestError for one that cannot be read. */
export function optionalTime(query: URLSearchParams, name: string): UnixSeconds | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	try {
		return parseTime(text);
	} catch (error) {
		if (error instanceof RangeError) throw new InvalidRequestError(name, error.message);
		throw error;
	}
}

function requiredTime(query: URLSearchParams, name: string): UnixSeconds {
	const time = optionalTime(query, name);
	if (time === undefined)
		throw new InvalidRequestError(
			name,
			`"${name}" is missing: write ISO 8601 in UTC (2025-11-27T00:00:00Z) or Unix seconds`
		);
	return time;
}

function oneOf<Value extends string>(
	query: URLSearchParams,
	name: string,
	allowed: readonly Value[],
	fallback?: Value
): Value {
	const text = query.get(name);
	if (text === null && fallback !== undefined) return fallback;
	const found = allowed.find((each) => each === text);
	if (found === undefined)
		throw new InvalidRequestError(
			name,
			`${text === null ? `"${name}" is missing` : `${name} was "${text}"`}; it may be ${allowed.join(', ')}`
		);
	return found;
}
