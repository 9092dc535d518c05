import type { BatchFact, ReachedStage, Stage, StageClock } from '#lib/domain/batches.ts';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { SettlementFacts } from '#lib/domain/settlement.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** When a batch was sealed, and when it reached one stage. */
export interface StageTime extends Pick<ReachedStage, 'at' | 'settledOn'> {
	readonly batch: number;
	readonly blocks: BlockRange;
	readonly sealedAt: UnixSeconds;
}

/** How many transactions of a batch came from L1. */
export interface BatchL1Transactions extends Pick<BatchFact, 'blocks' | 'openedAt' | 'sealedAt'> {
	readonly batch: number;
	readonly l1TxCount: number;
}

/** How many transactions a batch holds. */
export interface BatchSize {
	readonly batch: number;
	readonly txCount: number;
}

/** Executed batches of one contiguous range, ascending, all of them. */
export interface ExecutedBatches {
	/** Numbers of batches. */
	readonly range: BlockRange;
	readonly batches: readonly BatchFact[];
}

/** The reads of batches: as their node tells of them, and as L1 does. */
export interface BatchReads {
	/** Stored batches whose last block is in the window, with when one stage was reached by one clock; ascending. */
	getStageTimes(
		chainId: number,
		window: TimeWindow,
		stage: Stage,
		clock: StageClock
	): Promise<StageTime[]>;
	/**
	 * How many transactions of each stored batch whose last block is in the window came from L1, and of the first batch
	 * that was sealed after it; ascending.
	 */
	getL1Transactions(chainId: number, window: TimeWindow): Promise<BatchL1Transactions[]>;
	/** Transactions of each stored batch whose last block is in the window, those from L1 too; ascending. */
	getBatchSizes(chainId: number, window: TimeWindow): Promise<BatchSize[]>;
	/** What L1 told of a range of batches, with the transactions that took those steps, and every revert. */
	getSettlement(chainId: number, batches: BlockRange): Promise<Omit<SettlementFacts, 'range'>>;
}

/** The writes of batches. */
export interface BatchWrites {
	/** Store executed batches, idempotently. Throws InvalidBatchError where they do not follow each other. */
	addBatches(chainId: number, given: ExecutedBatches): Promise<void>;
	/**
	 * Store all that a chain’s contract told in a range of final L1 blocks, idempotently. Throws InvalidBatchError where
	 * something lies outside the range, or names a transaction that is not given.
	 */
	addSettlement(chainId: number, facts: SettlementFacts): Promise<void>;
}
