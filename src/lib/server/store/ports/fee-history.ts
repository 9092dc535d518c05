import type { FeeHistoryClass, FeeHistoryHour } from '#lib/domain/fee-history.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { FeeHour, HistogramRow } from './rollups.ts';

/** One hour of fee histories: which blocks it has. */
export type FeeHistorySpan = Omit<FeeHistoryHour, 'blocks'>;

/** The reads of fee histories. All rows ascend in time. */
export interface FeeHistoryReads {
	/** The hours of which every block was told of. */
	getFeeHistoryHours(chainId: number, window: TimeWindow): Promise<FeeHistorySpan[]>;
	/** Hours without an amount of the class have no row. */
	getFeeHistorySums(
		chainId: number,
		window: TimeWindow,
		of: FeeHistoryClass
	): Promise<Omit<FeeHour, 'feeClass'>[]>;
	getFeeHistoryBuckets(
		chainId: number,
		window: TimeWindow,
		of: FeeHistoryClass
	): Promise<HistogramRow[]>;
}

/** The writes of fee histories. */
export interface FeeHistoryWrites {
	/** Store hours of fee histories, in place of what was stored of them before; idempotent. */
	addFeeHistory(chainId: number, hours: readonly FeeHistoryHour[]): Promise<void>;
}
