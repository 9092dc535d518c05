import type { BlockRange } from '#lib/domain/block-range.ts';
import type { ObservedRange } from '#lib/domain/coverage.ts';
import type { FeeFact, UserOpsFact } from '#lib/domain/facts.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** The fees found in one contiguous range whose receipts were all read; often none. */
export interface FeeBatch {
	readonly range: BlockRange;
	readonly fees: readonly FeeFact[];
	/** Of the same blocks; absent where nobody has counted them, which is not none. */
	readonly userOps?: readonly UserOpsFact[];
}

/** One hour's user operations, summed over the blocks whose operations are counted. Hours without one have no row. */
export interface UserOpHour {
	readonly hour: UnixSeconds;
	readonly blocks: number;
	readonly userOps: number;
	readonly firstBlock: number;
	readonly lastBlock: number;
}

/** The reads of user operations, which receipts tell of as they do of fees. */
export interface UserOpReads {
	/** Blocks whose user operations are counted, with the times of both ends; ascending, merged. */
	getUserOpRanges(chainId: number): Promise<ObservedRange[]>;
	/** Blocks kept one by one whose fees are stored and whose user operations were never counted, ascending. */
	getUncountedUserOps(chainId: number): Promise<BlockRange[]>;
	/** Those counted blocks of a range that hold more user operations than users’ transactions, ascending. */
	getUserOps(chainId: number, range: BlockRange): Promise<UserOpsFact[]>;
	getUserOpHours(chainId: number, window: TimeWindow): Promise<UserOpHour[]>;
}

/** The writes of what receipts tell. */
export interface FeeWrites {
	/**
	 * Store fees, and the user operations of the same blocks; the range must be covered by blocks, else
	 * BlocksNotCoveredError. Idempotent, each by itself.
	 */
	addFees(chainId: number, batch: FeeBatch): Promise<void>;
}
