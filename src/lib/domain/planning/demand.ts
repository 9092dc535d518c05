import type { PeakWindow, Quantity, Statistic } from '../metrics/metric.ts';
import { METRICS, type MetricId } from '../metrics/registry.ts';

/** `complete`: nothing is sampled. `sampled`: typical values are, with a stated error; maxima never. */
export const DEPTHS = ['complete', 'sampled'] as const;
export type Depth = (typeof DEPTHS)[number];

/**
 * How closely a quantity must be known, the closest first: of each block with its time; as the sum of each hour; as
 * the sum of a window of days, to the batch at its ends; as a typical value with a stated error. A closer one serves
 * all that follow.
 */
const CLOSENESS = ['each', 'hour', 'window', 'typical'] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** One figure that is asked of a chain: a reading of a claim, or a metric that the site shows by itself. */
export interface Demand {
	readonly id: string;
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow: PeakWindow | null;
}

export interface Need {
	readonly quantity: Quantity;
	readonly closeness: Closeness;
}

/** Whether a quantity that is known as `had` serves where `wanted` is needed. */
export function isCloseEnough(had: Closeness, wanted: Closeness): boolean {
	return CLOSENESS.indexOf(had) <= CLOSENESS.indexOf(wanted);
}

/** Quantities that are read whole whatever the depth: what tells them is little, or a sample itself. */
const NEVER_SAMPLED: readonly Quantity[] = [
	'settlement',
	'price',
	'comparison',
	'observation',
	'tip',
	'blob_base_fee',
	'fork'
];

/** What must be known of a chain for a demand; nothing where no collector for its metric exists. */
export function needsOf({ metric, statistic, peakWindow }: Demand, depth: Depth): Need[] {
	return METRICS[metric].needs.map((quantity) => ({
		quantity,
		closeness: NEVER_SAMPLED.includes(quantity)
			? 'each'
			: closenessOf(quantity, statistic, peakWindow, depth)
	}));
}

function closenessOf(
	quantity: Quantity,
	statistic: Statistic,
	peakWindow: PeakWindow | null,
	depth: Depth
): Closeness {
	// Of each day its sum.
	if (statistic === 'growth' && SUMMED.includes(quantity)) return 'hour';
	if (statistic === 'max') return peakWindow === '1h' || peakWindow === '1d' ? 'hour' : 'each';
	// A single block of a sample has no neighbour, so only the mean of intervals can be had from it.
	if (quantity === 'interval' && statistic !== 'mean') return 'each';
	// Of sampled batches the error of a quantile’s rank can be stated, and that of a mean cannot.
	if (quantity === 'stage' && statistic === 'mean') return 'each';
	if (depth === 'sampled') return 'typical';
	return statistic === 'mean' && SUMMED.includes(quantity) ? 'window' : 'each';
}

/** Quantities whose mean follows from a sum over the window. */
const SUMMED: readonly Quantity[] = ['tx', 'user_tx', 'l1_tx', 'gas', 'gas_limit', 'interval'];
