import type { BatchFact } from '#lib/domain/batches.ts';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact, FeeFact, UserOpsFact } from '#lib/domain/facts.ts';
import type { FeeHistoryBlock } from '#lib/domain/fee-history.ts';
import type { ForkHeader } from '#lib/domain/fork-rules.ts';
import type { SettlementFacts } from '#lib/domain/settlement.ts';
import type { EndpointRecord, EndpointRequests } from '#lib/server/store/ports/endpoints.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { RpcCall } from '../rpc/json-rpc.ts';
import type { BatchedHeader } from '../rpc/parse/batched-header.ts';
import type { ConfiguredFork } from '../rpc/parse/fork-config.ts';
import type { Answer, ContractCall } from './call-jobs.ts';
import type { Missing } from './missing.ts';

export type { Answer, ContractCall } from './call-jobs.ts';
export type { Missing } from './missing.ts';

/** Blocks that were read, ascending, and those that were not: together the whole range. */
export interface FetchedBlocks {
	readonly blocks: BlockFact[];
	readonly missing: Missing[];
}

/** Fees of the blocks in `read` (often none of a block), ascending; `read` and `missing` are all that was asked. */
export interface FetchedFees {
	readonly fees: FeeFact[];
	/** Of those blocks in `read` that hold more user operations than users’ transactions, ascending. */
	readonly userOps: UserOpsFact[];
	readonly read: number[];
	/** By the number of each block in `read`: fees of another fork are not those of the stored block. */
	readonly hashes: ReadonlyMap<number, string>;
	readonly missing: Missing[];
}

/** Executed batches that were read, ascending, and those that were not: together the whole range. */
export interface FetchedBatches {
	readonly batches: BatchFact[];
	readonly missing: Missing[];
}

/**
 * What one chain says, whichever of its endpoints answers. Every verb rejects with the signal's reason
 * when it is aborted.
 */
export interface ChainSource {
	/** Hosts of all its endpoints, asked or not. */
	readonly hosts: readonly string[];
	/** The newest block and, where the node has the tag, the finalized one. Rejects with RpcError. */
	head(): Promise<ChainHead>;
	/** One block; null when the node has none of that number. Rejects with RpcError. */
	header(number: number): Promise<BlockFact | null>;
	/** Listed blocks in their order, null for each that the node does not have. Rejects with RpcError. */
	headers(numbers: readonly number[]): Promise<(BlockFact | null)[]>;
	/** Fees of every block of a range by `eth_feeHistory`, ascending. Rejects with RpcError where one is not told of. */
	feeHistory(range: BlockRange): Promise<FeeHistoryBlock[]>;
	/** The fields that forks added to listed headers, null for each that the node does not have. Rejects with RpcError. */
	forkHeaders(numbers: readonly number[]): Promise<(ForkHeader | null)[]>;
	/**
	 * The forks that each endpoint tells of in `eth_config`; one that does not know the method is left out. Rejects with
	 * RpcError for an answer that cannot be read.
	 */
	forksAtEach(): Promise<{ host: string; forks: ConfiguredFork[] }[]>;
	/**
	 * All blocks of a range; what could not be had is named, never left out. Rejects with the reason of `ending` too,
	 * when that aborts.
	 */
	fetchBlocks(range: BlockRange, ending?: AbortSignal): Promise<FetchedBlocks>;
	/** Fees of every measured class in these blocks, and users’ operations; a block is read whole or missing. */
	fetchFees(numbers: readonly number[]): Promise<FetchedFees>;
	/** A block’s header with the batch that it lies in; null where the node has no such block. Rejects with RpcError. */
	batchOf(block: number | 'finalized'): Promise<BatchedHeader | null>;
	/** Executed batches of a range of batch numbers; what could not be had is named, never left out. */
	fetchBatches(range: BlockRange): Promise<FetchedBatches>;
	/**
	 * What a ZK chain’s contract on this chain told in a range of its blocks, which must be final, or why that could not
	 * be had.
	 */
	fetchSettlement(diamond: string, range: BlockRange): Promise<SettlementFacts | Missing>;
	/**
	 * Which optional methods each endpoint offers (`domain/optional-methods.ts`); an endpoint that does not answer at
	 * once is left out.
	 */
	probeMethods(): Promise<{ host: string; offered: Record<string, boolean> }[]>;
	/**
	 * What every endpoint says of one block, or of its newest: null where it has none. An endpoint that is at rest,
	 * fails or does not answer at once is left out.
	 */
	blockAtEach(block: number | 'latest'): Promise<{ host: string; block: BlockFact | null }[]>;
	/** Do not ask an endpoint for so long, since it lags behind or is contradicted by others. */
	rest(host: string, why: 'lagging' | 'contradicted', detail: string, milliseconds: number): void;
	/**
	 * What contracts answer to these reads at the newest block, in their order: hex, or null of a read that the
	 * contract refused. Rejects with RpcError when one of them could not be had.
	 */
	call(calls: readonly ContractCall[]): Promise<(string | null)[]>;
	/**
	 * What is answered to these calls, of any method, in their order, and by whom; a call that a contract refused has no
	 * value. Rejects with RpcError when one of them could not be had.
	 */
	ask(calls: readonly RpcCall[]): Promise<Answer[]>;
	/** What each endpoint that was asked did last. */
	endpoints(): EndpointRecord[];
	/** Requests since they were last counted anew, of each endpoint that was asked. */
	requests(): EndpointRequests[];
	countAnew(): void;
	close(): Promise<void>;
}
