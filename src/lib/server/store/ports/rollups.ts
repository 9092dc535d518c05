import { FEE_CLASSES, type FeeClass } from '#lib/domain/facts.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds, Wei } from '#lib/domain/units.ts';

/** One hour's sums over the blocks stored so far. Hours without a stored block have no row. */
export interface BlockHour {
	readonly hour: UnixSeconds;
	readonly blocks: number;
	readonly tx: number;
	readonly userTx: number;
	readonly gas: bigint;
	readonly firstBlock: number;
	readonly lastBlock: number;
}

/**
 * One hour's sums over the stored blocks whose gas limit is known. Hours without one have no row, and chains whose
 * limit binds nothing have none at all.
 */
export interface FullnessHour {
	readonly hour: UnixSeconds;
	readonly blocks: number;
	readonly gasUsed: bigint;
	readonly gasLimit: bigint;
}

/** What is summed within peak windows; `user_ops` over the blocks whose operations are counted. */
export const PEAK_QUANTITIES = ['tx', 'user_tx', 'user_ops', 'gas'] as const;
export type PeakQuantity = (typeof PEAK_QUANTITIES)[number];

/** The greatest sum in one hour over windows of `windowSeconds` aligned to UTC; 0 stands for single blocks. */
export interface PeakHour {
	readonly hour: UnixSeconds;
	readonly quantity: PeakQuantity;
	readonly windowSeconds: 0 | 10 | 60;
	readonly value: number;
	/** Start of the window, or the block's time. */
	readonly at: UnixSeconds;
	/** First block of the window. */
	readonly block: number;
}

/**
 * What an hourly histogram counts. `block_interval` has a bucket per whole second; the others are
 * log buckets (`domain/statistics/log-histogram.ts`).
 */
export const HISTOGRAM_CLASSES = ['block_interval', 'base_fee', ...FEE_CLASSES] as const;
export type HistogramClass = (typeof HISTOGRAM_CLASSES)[number];

export interface HistogramRow {
	readonly hour: UnixSeconds;
	readonly bucket: number;
	readonly count: number;
}

/** One hour's fees of a class, summed; `zero` of the `count` cost nothing. */
export interface FeeHour {
	readonly hour: UnixSeconds;
	readonly feeClass: FeeClass;
	readonly count: number;
	readonly zero: number;
	readonly sum: Wei;
}

/** The reads of what is summed by the hour. Hours within [from, to), ascending; both edges are full hours. */
export interface RollupReads {
	getBlockHours(chainId: number, window: TimeWindow): Promise<BlockHour[]>;
	getFullnessHours(chainId: number, window: TimeWindow): Promise<FullnessHour[]>;
	getPeakHours(
		chainId: number,
		window: TimeWindow,
		quantity: PeakQuantity,
		windowSeconds: 0 | 10 | 60
	): Promise<PeakHour[]>;
	getHistogram(
		chainId: number,
		window: TimeWindow,
		histogram: HistogramClass
	): Promise<HistogramRow[]>;
	getFeeHours(chainId: number, window: TimeWindow, feeClass: FeeClass): Promise<FeeHour[]>;
}
