import { articlesFor } from '#lib/articles/index.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type { Quantity } from '#lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import type { Demand } from '#lib/domain/planning/demand.ts';
import { feedOf, pairOf } from '#lib/domain/price-feeds.ts';

/** A demand, and whether it is a reading of a claim or a metric that no reading asks for. */
export interface NamedDemand extends Demand {
	readonly kind: 'reading' | 'metric';
}

/**
 * What is asked of a chain: each reading that compares a figure of it, then each metric that is collected there and that
 * none of them asks for, as a typical value.
 */
export function demandsOfChain(chain: Chain, isDemo: boolean): NamedDemand[] {
	const readings = articlesFor(isDemo)
		.flatMap(({ claims }) => claims)
		.flatMap(({ rating }) => (rating.rated ? rating.readings : []))
		.filter(({ chains, notComparable }) => chains.includes(chain.id) && notComparable === null)
		.map(({ id, metric, statistic, peakWindow }) => ({
			kind: 'reading' as const,
			...{ id, metric, statistic, peakWindow }
		}));
	const metrics = METRIC_IDS.filter(
		(metric) => isCollectedOn(chain, metric) && !readings.some((each) => each.metric === metric)
	).map((metric) => {
		const { statistics, facts } = METRICS[metric];
		// Fees and delays lean to one side: what is typical of them is the middle.
		const isLeaning = facts === 'fee' || facts === 'batch' || facts === 'history';
		const isMean = statistics.includes('mean') && !(isLeaning && statistics.includes('p50'));
		const statistic = isMean ? ('mean' as const) : ('p50' as const);
		return { kind: 'metric' as const, id: metric, metric, statistic, peakWindow: null };
	});
	return [...readings, ...metrics];
}

/** What is read of Ethereum alone: its own forks and tips. */
const ETHEREUM_ONLY: readonly Quantity[] = ['tip', 'blob_base_fee', 'fork'];

function isCollectedOn(chain: Chain, metric: MetricId): boolean {
	const { needs } = METRICS[metric];
	const { tellsBatches, gasLimit } = FAMILIES[chain.family];
	if (needs.length === 0) return false;
	if (needs.includes('stage') || needs.includes('l1_tx')) return tellsBatches;
	if (needs.some((each) => ETHEREUM_ONLY.includes(each)))
		return chain.family === 'evm' && !chain.demo;
	if (metric === 'capacity.gas_ceiling') return gasLimit === 'binding';
	if (needs.includes('gas_limit')) return gasLimit !== 'sentinel';
	if (needs.includes('price')) return feedOf(chain.id, pairOf(metric)) !== undefined;
	return true;
}
