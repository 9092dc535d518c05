import type { Statistic } from './metric.ts';
import { METRICS, type MetricId } from './registry.ts';

/** What a metric is asked for unless somebody says otherwise: its mean, else its median, else what it has. */
export function usualStatistic(metric: MetricId): Statistic | undefined {
	const { statistics } = METRICS[metric];
	return (
		statistics.find((each) => each === 'mean') ??
		statistics.find((each) => each === 'p50') ??
		statistics[0]
	);
}
