import type { BlockRange, GapReason } from '#lib/domain/block-range.ts';
import type { BlockFact, FeeFact } from '#lib/domain/facts.ts';
import type { ChainHead, EndpointRecord } from '#lib/server/store/ports.ts';

/** Blocks that no endpoint gave us as they must be, with what is recorded in the gap ledger. */
export interface Missing extends BlockRange {
	readonly reason: GapReason;
	/** For people; free of URLs and keys. */
	readonly detail: string;
}

/** Blocks that were read, ascending, and those that were not: together the whole range. */
export interface FetchedBlocks {
	readonly blocks: BlockFact[];
	readonly missing: Missing[];
}

/** Fees of the blocks in `read` (often none of a block), ascending; `read` and `missing` are all that was asked. */
export interface FetchedFees {
	readonly fees: FeeFact[];
	readonly read: number[];
	readonly missing: Missing[];
}

/**
 * What one chain says, whichever of its endpoints answers. Every verb rejects with the signal's reason
 * when it is aborted.
 */
export interface ChainSource {
	/** The newest block and, where the node has the tag, the finalized one. Rejects with RpcError. */
	head(): Promise<ChainHead>;
	/** One block; null when the node has none of that number. Rejects with RpcError. */
	header(number: number): Promise<BlockFact | null>;
	/** All blocks of a range; what could not be had is named, never left out. */
	fetchBlocks(range: BlockRange): Promise<FetchedBlocks>;
	/** Fees of plain transfers in these blocks; a block is read whole or missing. */
	fetchFees(numbers: readonly number[]): Promise<FetchedFees>;
	/** What each endpoint that was asked did last. */
	endpoints(): EndpointRecord[];
	close(): Promise<void>;
}
