import { type Chain } from '#lib/domain/chains.ts';
import {
	isComparing,
	PEAK_WINDOW_SECONDS,
	type PeakWindow,
	type Statistic
} from '#lib/domain/metrics/metric.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { bucketStart, DAY, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';

/** What to measure: one metric of one chain over one window. */
export interface MeasureRequest {
	readonly chain: Chain;
	readonly metric: MetricId;
	readonly statistic: Statistic;
	/** Only for `max`, and then required. */
	readonly peakWindow: PeakWindow | null;
	readonly window: TimeWindow;
	/** The earlier window; only for what compares two windows, and then required. */
	readonly baseWindow: TimeWindow | null;
	readonly zeroFees: 'included' | 'excluded';
	/** State fees in dollars, each hour’s at that hour’s price of the gas token. */
	readonly inDollars?: boolean;
}

/** A question that has no answer as asked. `parameter` names the part at fault; the message says what to ask instead. */
export class InvalidRequestError extends Error {
	override readonly name = 'InvalidRequestError';
	readonly parameter: string;
	constructor(parameter: string, message: string) {
		super(message);
		this.parameter = parameter;
	}
}

/** Throws InvalidRequestError unless the metric can be asked this way. */
export function checkRequest(request: MeasureRequest): void {
	const { metric, statistic, peakWindow, window } = request;
	const definition = METRICS[metric];
	if (!definition.statistics.includes(statistic))
		throw new InvalidRequestError(
			'statistic',
			`${metric} has no statistic "${statistic}"; it has ${definition.statistics.join(', ')}`
		);
	if (statistic === 'max' && peakWindow === null)
		throw new InvalidRequestError(
			'peak_window',
			`a maximum needs the length it is taken over: add peak_window=block, ${Object.keys(PEAK_WINDOW_SECONDS).join(', ')}`
		);
	if (statistic !== 'max' && peakWindow !== null)
		throw new InvalidRequestError(
			'peak_window',
			`peak_window goes with statistic=max, not with ${statistic}`
		);
	if (isComparing(statistic) !== (request.baseWindow !== null))
		throw new InvalidRequestError(
			'statistic',
			isComparing(statistic)
				? 'a change needs an earlier window to start from, which only the readings of claims have'
				: `${statistic} has no base window: only a change has one`
		);
	if (request.zeroFees === 'excluded' && definition.facts !== 'fee')
		throw new InvalidRequestError(
			'zero_fees',
			`zero_fees=excluded goes with fees that transactions paid, not with ${metric}`
		);
	for (const each of request.baseWindow ? [window, request.baseWindow] : [window]) {
		if (each.from >= each.to)
			throw new InvalidRequestError(
				'from',
				`the window is empty: from ${iso(each.from)} is not before to ${iso(each.to)}`
			);
		if (definition.hourly) requireFull('hour', HOUR, metric, each);
		if (isDaily(statistic)) requireFull('day', DAY, `${metric} ${statistic}`, each);
	}
}

/** Whether a statistic sums up whole UTC days: a part of a day is no day. */
export function isDaily(statistic: Statistic): boolean {
	return statistic === 'median_of_daily_medians' || isComparing(statistic);
}

/** What is kept by the hour, or summed up by the day, has windows made of full UTC hours or days. */
function requireFull(name: 'hour' | 'day', size: number, what: string, window: TimeWindow): void {
	if (window.from % size === 0 && window.to % size === 0) return;
	const from = bucketStart(window.from, size);
	const to = bucketStart(window.to + size - 1, size);
	throw new InvalidRequestError(
		window.from % size === 0 ? 'to' : 'from',
		`${what} is kept by the ${name}: ask for from=${iso(from)}&to=${iso(to)}, the nearest full ${name}s`
	);
}
