import type { Interval } from '#lib/domain/measurement.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import { countedQuantile } from '#lib/domain/statistics/counted-quantile.ts';
import { medianRanks } from '#lib/domain/statistics/median-ranks.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { quantileOf } from './quantile-of.ts';

/** A percentile of what probes took that were made in the window. Each is a row of its own. */
export function evaluateProbed({ observations }: MeasureInputs, statistic: Statistic): Evaluated {
	const values = observations.map(({ value }) => Number(value)).sort((a, b) => a - b);
	const value = countedQuantile(
		values.map((each) => ({ value: each, count: 1 })),
		quantileOf(statistic)
	);
	if (value === null)
		return noValue('no probe was made in this window: claimgauge probe makes some', 'transaction');
	const ranks = statistic === 'p50' ? medianRanks(values.length, 0.95) : null;
	const interval: Interval = ranks
		? [values[ranks.lower - 1] ?? null, values[ranks.upper - 1] ?? null]
		: [null, null];
	return {
		value,
		interval,
		n: values.length,
		sampleUnit: 'transaction',
		peakAt: null,
		reason: null
	};
}
