import { blockCount, type BlockRange } from '#lib/domain/block-range.ts';
import type { Chain } from '#lib/domain/chains.ts';
import type { BlockFact, FeeFact } from '#lib/domain/facts.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { ChainHead, EndpointRecord } from '#lib/server/store/ports.ts';
import { SYSTEM_CLOCK } from '../rpc/clock.ts';
import { createEndpointPool, type Job, type PoolOptions } from '../rpc/endpoint-pool.ts';
import type { RpcError } from '../rpc/errors.ts';
import { blockJob, feeJob, headerJob, headJob, contractJob, type ContractCall } from './jobs.ts';
import { missingOf, type Missing } from './missing.ts';
import { FAMILY_READERS } from './registry.ts';

export type { ContractCall } from './jobs.ts';
export type { Missing } from './missing.ts';

/** Blocks that were read, ascending, and those that were not: together the whole range. */
export interface FetchedBlocks {
	readonly blocks: BlockFact[];
	readonly missing: Missing[];
}

/** Fees of the blocks in `read` (often none of a block), ascending; `read` and `missing` are all that was asked. */
export interface FetchedFees {
	readonly fees: FeeFact[];
	readonly read: number[];
	/** By the number of each block in `read`: fees of another fork are not those of the stored block. */
	readonly hashes: ReadonlyMap<number, string>;
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
	/**
	 * All blocks of a range; what could not be had is named, never left out. Rejects with the reason of `ending` too,
	 * when that aborts.
	 */
	fetchBlocks(range: BlockRange, ending?: AbortSignal): Promise<FetchedBlocks>;
	/** Fees of every measured class in these blocks; a block is read whole or missing. */
	fetchFees(numbers: readonly number[]): Promise<FetchedFees>;
	/**
	 * What contracts answer to these reads at the newest block, in their order: hex, or null of a read that the
	 * contract refused. Rejects with RpcError when one of them could not be had.
	 */
	call(calls: readonly ContractCall[]): Promise<(string | null)[]>;
	/** What each endpoint that was asked did last. */
	endpoints(): EndpointRecord[];
	close(): Promise<void>;
}

export interface ChainSourceOptions extends Partial<Omit<PoolOptions, 'chainId' | 'urls'>> {
	readonly chain: Chain;
	/** Asked in this order; the next one only when the one before fails. */
	readonly urls: readonly string[];
	/** Aborts whatever is under way. */
	readonly signal?: AbortSignal;
}

/** A source for a chain over its endpoints. Throws PermanentRpcError for no URL at all or a broken one. */
export function createChainSource(options: ChainSourceOptions): ChainSource {
	const { chain, urls, signal, clock = SYSTEM_CLOCK, ...rest } = options;
	const family = FAMILY_READERS[chain.family];
	const pool = createEndpointPool({ ...rest, chainId: chain.id, urls, clock });

	async function one<Value>(job: Job<Value>): Promise<Value> {
		const [outcome] = await pool.run(job, signal);
		if (!outcome) throw new Error('a job of one piece gave no outcome');
		if (!outcome.ok) throw outcome.error;
		return outcome.value;
	}

	/** Do a job that has one piece a block; failures become ranges. */
	async function perBlock<Value>(
		job: Job<Value>,
		numberAt: (index: number) => number,
		ending = signal
	): Promise<{ found: { number: number; value: Value }[]; missing: Missing[] }> {
		const found: { number: number; value: Value }[] = [];
		const failed: { number: number; error: RpcError }[] = [];
		for (const [index, outcome] of (await pool.run(job, ending)).entries()) {
			const number = numberAt(index);
			if (outcome.ok) found.push({ number, value: outcome.value });
			else failed.push({ number, error: outcome.error });
		}
		return { found, missing: missingOf(failed) };
	}

	return {
		async head() {
			const { latest, finalized, host } = await one(headJob());
			return {
				chainId: chain.id,
				number: latest.number,
				timestamp: latest.timestamp,
				hash: latest.hash,
				finalized: finalized && { number: finalized.number, timestamp: finalized.timestamp },
				seenAt: unixSeconds(Math.floor(clock.now() / 1000)),
				endpoint: host
			};
		},
		header: (number) => one(headerJob(number, family)),
		async fetchBlocks(range, ending) {
			const either = signal && ending ? AbortSignal.any([signal, ending]) : (ending ?? signal);
			const numberAt = (index: number): number => range.from + index;
			const numbers = { length: blockCount(range), at: numberAt };
			const { found, missing } = await perBlock(blockJob(numbers, family), numberAt, either);
			return { blocks: found.map(({ value }) => value), missing };
		},
		async fetchFees(numbers) {
			const ascending = [...new Set(numbers)].sort((a, b) => a - b);
			const job = feeJob(ascending, family);
			const { found, missing } = await perBlock(job, (index) => ascending[index] as number);
			return {
				fees: found.flatMap(({ value }) => value.fees),
				read: found.map(({ number }) => number),
				hashes: new Map(found.map(({ number, value }) => [number, value.hash])),
				missing
			};
		},
		async call(calls) {
			return (await pool.run(contractJob(calls), signal)).map((outcome) => {
				if (!outcome.ok) throw outcome.error;
				return outcome.value;
			});
		},
		endpoints: () =>
			pool.states().map(({ checkedAt, ...state }) => ({
				chainId: chain.id,
				checkedAt: unixSeconds(Math.floor(checkedAt / 1000)),
				...state
			})),
		close: () => pool.close()
	};
}
