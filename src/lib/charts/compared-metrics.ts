import { isComparing, type Statistic } from '#lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';

/** More lines than these cannot be told apart in one chart. */
export const MOST_CHAINS = 6;

/** What is read of each chain in the same way; the rest is of one chain, of a feed, or an answer of a contract. */
const OF_EVERY_CHAIN = ['block', 'fee', 'batch', 'settlement', 'user_op', 'history'];

/** The metrics by which chains can be put side by side, in the order of the registry. */
export const COMPARED_METRICS: readonly MetricId[] = METRIC_IDS.filter(
	(id) => OF_EVERY_CHAIN.includes(METRICS[id].facts) && comparedStatistics(id).length > 0
);

/** The statistics of a metric that one window has by itself. */
export function comparedStatistics(metric: MetricId): Statistic[] {
	return METRICS[metric].statistics.filter(
		(statistic) => !isComparing(statistic) && statistic !== 'max_rise'
	);
}
