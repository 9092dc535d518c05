import type { Metric } from './metric.ts';

/** Every metric a reading may name. Files beside this one define them; a test holds both together. */
export const METRIC_IDS = [
	'throughput.tx',
	'throughput.user_tx',
	'throughput.user_ops',
	'throughput.gas',
	'block.interval',
	'block.fullness',
	'fee.native_transfer',
	'fee.erc20_transfer',
	'fee.any',
	'fee.base',
	'finality.commit',
	'finality.prove',
	'finality.execute',
	'settlement.cost',
	'price.eth_usd',
	'price.zk_usd',
	'escrow.value',
	'capacity.gas_ceiling',
	'capacity.da_ceiling',
	'blob.target',
	'blob.max',
	'blob.base_fee',
	'fork.activation'
] as const;
export type MetricId = (typeof METRIC_IDS)[number];

/** The metrics by id. */
export const METRICS: Readonly<Record<MetricId, Metric>> = {} as Record<MetricId, Metric>;
