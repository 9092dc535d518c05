import type { FactKind } from '../block-range.ts';
import type { Unit } from '../units.ts';

/** Of a distribution. */
export const PERCENTILES = ['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'] as const;

export const STATISTICS = [
	'latest',
	'mean',
	'max',
	...PERCENTILES,
	'median_of_daily_medians',
	'change',
	'change_of_means',
	'growth',
	'max_rise'
] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Whether a statistic compares a window with an earlier one. */
export function isComparing(statistic: Statistic): boolean {
	return statistic === 'change' || statistic === 'change_of_means' || statistic === 'growth';
}

/**
 * What a metric must know of a chain: of its blocks transactions, users’ transactions, gas used, gas limits, times and
 * base fees; tips and blob base fees from fee histories; fees from receipts, and users’ operations; of batches, how many
 * transactions came from L1, when they reached their stages, and what the transactions that did it cost on L1; rounds of price feeds; forks; stored blocks told again;
 * answers to fixed questions.
 */
export const QUANTITIES = [
	'tx',
	'user_tx',
	'gas',
	'gas_limit',
	'interval',
	'base_fee',
	'tip',
	'blob_base_fee',
	'fee',
	'user_op',
	'l1_tx',
	'stage',
	'settlement',
	'price',
	'fork',
	'comparison',
	'observation'
] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** The length over which a maximum is taken. `block` is in units per block. */
export const PEAK_WINDOWS = ['block', '10s', '60s', '1h', '1d'] as const;
export type PeakWindow = (typeof PEAK_WINDOWS)[number];

/** Seconds of a peak window; `block` has no fixed length. */
export const PEAK_WINDOW_SECONDS: Readonly<Record<Exclude<PeakWindow, 'block'>, number>> = {
	'10s': 10,
	'60s': 60,
	'1h': 3_600,
	'1d': 86_400
};

/** What a metric means and how far it can be trusted. One file each; `registry.ts` lists them. */
export interface Metric {
	readonly id: string;
	readonly title: string;
	readonly unit: Unit;
	/** Other units it can be served in. */
	readonly alsoIn: readonly Unit[];
	/** What it is, in one plain sentence. */
	readonly definition: string;
	readonly formula: string;
	readonly excludes: string;
	readonly knownBias: string;
	/** The RPC methods, contracts or papers that it comes from. */
	readonly source: string;
	/** Statistics that make sense for it. */
	readonly statistics: readonly Statistic[];
	/**
	 * The kind of fact it is computed from; `none` while no collector for it exists, and then every
	 * measurement of it is null with the reason.
	 */
	readonly facts:
		FactKind | 'user_op' | 'price' | 'check' | 'observation' | 'history' | 'fork' | 'none';
	/** What it is computed from; nothing while no collector for it exists. The planner finds requests for it. */
	readonly needs: readonly Quantity[];
	/** Whether others can check it: not where its facts are an operator’s own word, and of old blocks only with an archive. */
	readonly verifiable?: 'self_reported' | 'archive';
	/** RPC methods its facts are read with. */
	readonly methods: readonly string[];
	/** Whether its windows must start and end on full UTC hours. */
	readonly hourly: boolean;
}
