import type { Interval } from '#lib/domain/measurement.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import { PROBED_METRIC } from '#lib/domain/observations.ts';
import { countedQuantile } from '#lib/domain/statistics/counted-quantile.ts';
import { medianRanks } from '#lib/domain/statistics/median-ranks.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import { hoursWith } from './hours-with.ts';
import type { MeasureInputs } from './inputs.ts';
import { quantileOf } from './quantile-of.ts';

/** The probes that were made in the window: covered are the hours in which one was. */
export async function loadProbed(
	reader: SnapshotReader,
	empty: MeasureInputs
): Promise<MeasureInputs> {
	const { chain, window } = empty;
	const stored = await reader.getObservations(chain.id, PROBED_METRIC, window);
	const observations = stored.filter(({ firstSeenAt }) => firstSeenAt >= window.from);
	const hours = observations.map(({ firstSeenAt }) => bucketStart(firstSeenAt, HOUR));
	return { ...empty, observations, observed: hoursWith(hours) };
}

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
