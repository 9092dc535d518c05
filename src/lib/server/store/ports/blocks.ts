import type { BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact } from '#lib/domain/facts.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { Gas, UnixSeconds, Wei } from '#lib/domain/units.ts';

/** A stored block, as read back for windows that are not whole hours. No hashes: those have a table of their own. */
export interface StoredBlock {
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly txCount: number;
	readonly userTxCount: number;
	readonly gasUsed: number;
	/** Null where the block was stored before gas limits were, and was not read again since. */
	readonly gasLimit: Gas | null;
	readonly baseFee: Wei | null;
}

/** Blocks of one contiguous range, ascending, all of them. */
export interface BlockBatch {
	readonly range: BlockRange;
	readonly blocks: readonly BlockFact[];
}

/** The reads of blocks kept one by one. */
export interface BlockReads {
	/** Whether any block was ever stored. */
	hasFacts(): Promise<boolean>;
	/** Of an hour whose raw facts were dropped, only that of its last block and of each that ends a batch is known. */
	findBlockHash(chainId: number, number: number): Promise<string | null>;
	/** The hashes of those of these blocks that are stored, by number. */
	getBlockHashes(chainId: number, numbers: readonly number[]): Promise<Map<number, string>>;
	/** Blocks with a timestamp in the window, ascending; of dropped hours only the last. For windows of an hour or so. */
	getBlocks(chainId: number, window: TimeWindow): Promise<StoredBlock[]>;
	findBlock(chainId: number, number: number): Promise<StoredBlock | null>;
	/** The stored blocks with the highest numbers, at most `most`, the highest first; gaps may lie between them. */
	getNewestBlocks(chainId: number, most: number): Promise<StoredBlock[]>;
	/** Stored blocks whose gas limit is not known, ascending: what was stored before limits were. */
	getGasLimitGaps(chainId: number): Promise<BlockRange[]>;
	/** Numbers in the range whose blocks are stored and have at least one user transaction, ascending. */
	getBusyBlocks(chainId: number, range: BlockRange): Promise<number[]>;
}

/** The writes of blocks, and what takes them back. */
export interface BlockWrites {
	/**
	 * Store complete blocks, idempotently; of stored ones only a gas limit that is not known yet is taken. Throws ParentMismatchError when a block's parent hash differs
	 * from the stored hash of the block before it, the batch's last hash from the stored child's parent, or
	 * a block from the stored one of its number (then the error names the number after it). Throws
	 * InvalidBatchError for a hole, a time that goes back, or a base fee past 2⁶³ − 1.
	 */
	addBlocks(chainId: number, batch: BlockBatch): Promise<void>;
	/**
	 * A reorganisation: drop facts kept by the block above `number`, and rebuild the rollups they were in. Nothing
	 * above `newTop` is wanted from then on; what was above `number` becomes gaps `reorganised`. A kind that
	 * wanted nothing above `number` is left alone. Throws RangeError when `newTop` is below `number`, or `number`
	 * is no higher than the last hour whose raw facts were dropped.
	 */
	discardAbove(chainId: number, number: number, newTop: number): Promise<void>;
}
