import { type Chain } from '#lib/domain/chains.ts';
import type { PeakWindow, Statistic } from '#lib/domain/metrics/metric.ts';
import { PEAK_WINDOW_SECONDS } from '#lib/domain/metrics/metric.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { bucketStart, HOUR, iso, type TimeWindow } from '#lib/domain/time.ts';

/** What to measure: one metric of one chain over one window. */
export interface MeasureRequest {
	readonly chain: Chain;
	readonly metric: MetricId;
	readonly statistic: Statistic;
	/** Only for `max`, and then required. */
	readonly peakWindow: PeakWindow | null;
	readonly window: TimeWindow;
	/** The earlier window; only for `change`, and then required. */
	readonly baseWindow: TimeWindow | null;
	readonly zeroFees: 'included' | 'excluded';
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
	if ((statistic === 'change') !== (request.baseWindow !== null))
		throw new InvalidRequestError('statistic', 'a change, and only a change, has a base window');
	for (const each of request.baseWindow ? [window, request.baseWindow] : [window]) {
		if (each.from >= each.to)
			throw new InvalidRequestError(
				'from',
				`the window is empty: from ${iso(each.from)} is not before to ${iso(each.to)}`
			);
		if (definition.hourly) requireFullHours(metric, each);
	}
}

/** Fees are kept by the hour, so their windows are made of full UTC hours. */
function requireFullHours(metric: MetricId, window: TimeWindow): void {
	if (window.from % HOUR === 0 && window.to % HOUR === 0) return;
	const from = bucketStart(window.from, HOUR);
	const to = bucketStart(window.to + HOUR - 1, HOUR);
	throw new InvalidRequestError(
		window.from % HOUR === 0 ? 'to' : 'from',
		`${metric} is kept by the hour: ask for from=${iso(from)}&to=${iso(to)}, the nearest full hours`
	);
}
