import type { Stage } from '#lib/domain/batches.ts';
import { FEE_CLASSES, type FeeClass } from '#lib/domain/facts.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { HistogramClass, PeakQuantity } from '#lib/server/store/ports/rollups.ts';

const QUANTITY: Partial<Record<MetricId, PeakQuantity>> = {
	'throughput.tx': 'tx',
	'throughput.user_tx': 'user_tx',
	'throughput.user_ops': 'user_ops',
	'throughput.gas': 'gas'
};
/** The hourly histogram that a metric is read from. */
export const HISTOGRAM: Partial<Record<MetricId, HistogramClass>> = {
	'block.interval': 'block_interval',
	'fee.base': 'base_fee'
};

/** The stage of batches that a metric is about. */
export const STAGE: Partial<Record<MetricId, Stage>> = {
	'finality.commit': 'commit',
	'finality.prove': 'prove',
	'finality.execute': 'execute'
};

/** What is about gas limits, which are known of fewer blocks than all else. */
export const OF_GAS_LIMITS: readonly MetricId[] = [
	'block.fullness',
	'block.gas_limit',
	'capacity.gas_ceiling'
];

/** How the store names the peak windows that it keeps by the hour; longer ones are sums of hours. */
export const PEAK_SIZES = { block: 0, '10s': 10, '60s': 60, '1h': null, '1d': null } as const;

/** The quantity that a throughput metric sums; undefined for other metrics. */
export function quantityOf(metric: MetricId): PeakQuantity | undefined {
	return QUANTITY[metric];
}

/** The class of fees that a metric is about; undefined for other metrics. */
export function feeClassOf(metric: MetricId): FeeClass | undefined {
	return FEE_CLASSES.find((feeClass) => metric === `fee.${feeClass}`);
}
