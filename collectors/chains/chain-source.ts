import type { BatchFact } from '#lib/domain/batches.ts';
import { blockCount, type BlockRange } from '#lib/domain/block-range.ts';
import type { Chain } from '#lib/domain/chains.ts';
import type { BlockFact, FeeFact, UserOpsFact } from '#lib/domain/facts.ts';
import type { FeeHistoryBlock } from '#lib/domain/fee-history.ts';
import type { ForkHeader } from '#lib/domain/fork-rules.ts';
import type { SettlementFacts } from '#lib/domain/settlement.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { ChainHead, EndpointRecord, EndpointRequests } from '#lib/server/store/ports.ts';
import { SYSTEM_CLOCK } from '../rpc/clock.ts';
import type { BatchedHeader } from '../rpc/parse/batched-header.ts';
import {
	createEndpointPool,
	type EachAnswer,
	type Job,
	type PoolOptions
} from '../rpc/endpoint-pool.ts';
import { isRpcError, rpcError } from '../rpc/errors.ts';
import { decodeReply } from '../rpc/decode.ts';
import { parseForkConfig, type ConfiguredFork } from '../rpc/parse/fork-config.ts';
import { batchedHeaderJob, batchJob, sealJob } from './batch-jobs.ts';
import { createSettlementReader } from './fetch-settlement.ts';
import type { RpcCall } from '../rpc/json-rpc.ts';
import {
	answerJob,
	blockJob,
	contractJob,
	feeJob,
	headerJob,
	headJob,
	latestJob,
	type Answer,
	receiptsJob,
	wholeBlockJob,
	type BlockFees,
	type ContractCall
} from './jobs.ts';
import { feeHistoryJob, forkHeadersJob, headersJob } from './history-jobs.ts';
import { methodProbe, offeredMethods } from './method-probe.ts';
import { missingOf, type Failed, type Missing } from './missing.ts';
import { recentBlocks } from './recent-blocks.ts';
import { FAMILY_READERS } from './registry.ts';

export type { RpcCall } from '../rpc/json-rpc.ts';
export type { Answer, ContractCall } from './jobs.ts';
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

/** What came of asking one endpoint for its newest block. */
export type NewestAtEach = { readonly host: string } & (
	| { readonly outcome: 'told'; readonly block: BlockFact }
	| { readonly outcome: 'refused' | 'resting'; readonly detail: string | null }
);

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
	/**
	 * The newest block of every endpoint, or why one failed or did not answer at once, or that it was left alone.
	 */
	newestAtEach(): Promise<NewestAtEach[]>;
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

export interface ChainSourceOptions extends Partial<Omit<PoolOptions, 'chainId' | 'urls'>> {
	readonly chain: Chain;
	/** Asked in this order; the next one only when the one before fails. */
	readonly urls: readonly string[];
	/** Aborts whatever is under way. */
	readonly signal?: AbortSignal;
}

/**
 * Runs of so many blocks keep their transactions for the fees that are asked for next, as at a chain's head; of a
 * back-fill, blocks are far ahead of fees before these have a turn.
 */
const SHORT_RUN = 200;

interface Found<Value> {
	readonly number: number;
	readonly value: Value;
}

/** A source for a chain over its endpoints. Throws PermanentRpcError for no URL at all or a broken one. */
export function createChainSource(options: ChainSourceOptions): ChainSource {
	const { chain, urls, signal, clock = SYSTEM_CLOCK, ...rest } = options;
	const family = FAMILY_READERS[chain.family];
	const readsWhole = family.systemTransactionTypes.length > 0;
	const recent = recentBlocks();
	const pool = createEndpointPool({ ...rest, chainId: chain.id, urls, clock });

	/** The values of all pieces of a job. */
	async function all<Value>(job: Job<Value>): Promise<Value[]> {
		return (await pool.run(job, signal)).map((outcome) => {
			if (!outcome.ok) throw outcome.error;
			return outcome.value;
		});
	}

	async function one<Value>(job: Job<Value>): Promise<Value> {
		const [outcome] = await pool.run(job, signal);
		if (!outcome) throw new Error('a job of one piece gave no outcome');
		if (!outcome.ok) throw outcome.error;
		return outcome.value;
	}

	const readSettlement = createSettlementReader(all, family);

	/** Do a job that has one piece a block, or a batch. */
	async function eachOf<Value>(
		job: Job<Value>,
		numberAt: (index: number) => number,
		ending = signal
	): Promise<{ found: Found<Value>[]; failed: Failed[] }> {
		const found: Found<Value>[] = [];
		const failed: Failed[] = [];
		for (const [index, outcome] of (await pool.run(job, ending)).entries()) {
			const number = numberAt(index);
			if (outcome.ok) found.push({ number, value: outcome.value });
			else failed.push({ number, error: outcome.error });
		}
		return { found, failed };
	}

	/** The same; failures become ranges. */
	async function perBlock<Value>(
		...given: Parameters<typeof eachOf<Value>>
	): Promise<{ found: Found<Value>[]; missing: Missing[] }> {
		const { found, failed } = await eachOf(...given);
		return { found, missing: missingOf(failed) };
	}

	/** Fees of blocks whose transactions were just read, by receipts alone; those that they do not fit are left out. */
	async function feesOfRecent(
		numbers: readonly number[]
	): Promise<{ found: Found<BlockFees>[]; failed: Failed[] }> {
		const blocks = numbers.flatMap((number) => recent.take(number) ?? []);
		const numberAt = (index: number) => blocks[index]?.fact.number as number;
		const { found, failed } = await eachOf(receiptsJob(blocks, family), numberAt);
		return {
			found: found.flatMap(({ number, value }) => (value ? [{ number, value }] : [])),
			failed: failed.filter(({ error }) => error.kind !== 'bad_answer')
		};
	}

	return {
		hosts: pool.hosts,
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
		headers: (numbers) => all(headersJob(numbers, family)),
		feeHistory: async (range) => (await all(feeHistoryJob(range))).flat(),
		forkHeaders: (numbers) => all(forkHeadersJob(numbers)),
		async forksAtEach() {
			const call = { method: 'eth_config', params: [] };
			const answers = await pool.askEach([call], signal);
			return answers.filter(isAnswered).flatMap(({ source, replies }) => {
				const [reply] = replies;
				if (!reply?.ok) return [];
				return [{ host: source.host, forks: decodeReply(reply, call, source, parseForkConfig) }];
			});
		},
		async fetchBlocks(range, ending) {
			const either = signal && ending ? AbortSignal.any([signal, ending]) : (ending ?? signal);
			const numberAt = (index: number): number => range.from + index;
			const numbers = { length: blockCount(range), at: numberAt };
			if (!readsWhole || numbers.length > SHORT_RUN) {
				const { found, missing } = await perBlock(blockJob(numbers, family), numberAt, either);
				return { blocks: found.map(({ value }) => value), missing };
			}
			const { found, missing } = await perBlock(wholeBlockJob(numbers, family), numberAt, either);
			for (const { fact, transactions } of found.map(({ value }) => value))
				if (transactions && fact.userTxCount > 0) recent.keep({ fact, transactions });
			return { blocks: found.map(({ value }) => value.fact), missing };
		},
		async fetchFees(numbers) {
			const ascending = [...new Set(numbers)].sort((a, b) => a - b);
			const known = await feesOfRecent(ascending);
			const settled = new Set([...known.found, ...known.failed].map(({ number }) => number));
			const rest = ascending.filter((number) => !settled.has(number));
			const asked = await eachOf(feeJob(rest, family), (index) => rest[index] as number);
			const byNumber = (a: { number: number }, b: { number: number }) => a.number - b.number;
			const found = [...known.found, ...asked.found].sort(byNumber);
			const missing = missingOf([...known.failed, ...asked.failed].sort(byNumber));
			return {
				fees: found.flatMap(({ value }) => value.fees),
				userOps: found
					.filter(({ value }) => value.extraOps > 0)
					.map(({ number, value }) => ({ blockNumber: number, extra: value.extraOps })),
				read: found.map(({ number }) => number),
				hashes: new Map(found.map(({ number, value }) => [number, value.hash])),
				missing
			};
		},
		batchOf: (block) => one(batchedHeaderJob(block)),
		async fetchBatches(range) {
			const numbers = Array.from({ length: blockCount(range) }, (_, index) => range.from + index);
			const told = await perBlock(batchJob(numbers), (index) => numbers[index] as number);
			const untimed = told.found.map(({ value }) => value);
			const sealed = await perBlock(sealJob(untimed), (index) => untimed[index]?.number as number);
			return {
				batches: sealed.found.map(({ value }) => value),
				missing: [...told.missing, ...sealed.missing].sort((a, b) => a.from - b.from)
			};
		},
		async fetchSettlement(diamond, range) {
			try {
				return await readSettlement(diamond, range);
			} catch (error) {
				if (!isRpcError(error)) throw error;
				const [{ reason, detail }] = missingOf([{ number: range.from, error }]) as [Missing];
				return { ...range, reason, detail };
			}
		},
		async probeMethods() {
			const calls = methodProbe(chain.family);
			const answers = await pool.askEach(calls, signal);
			return answers.filter(isAnswered).map(({ source, replies }) => ({
				host: source.host,
				offered: offeredMethods(calls, replies)
			}));
		},
		async blockAtEach(block) {
			const job = block === 'latest' ? latestJob(family) : headerJob(block, family);
			const answers = await pool.askEach(job.calls(0), signal);
			return answers.filter(isAnswered).flatMap(({ source, replies }) => {
				try {
					return [{ host: source.host, block: job.decode(replies, 0, source) }];
				} catch (error) {
					if (!isRpcError(error)) throw error;
					return [];
				}
			});
		},
		async newestAtEach() {
			const job = latestJob(family);
			const answers = await pool.askEach(job.calls(0), signal);
			return answers.map((answer): NewestAtEach => {
				const { source, outcome } = answer;
				const { host } = source;
				if (outcome !== 'answered') return { host, outcome, detail: answer.detail };
				try {
					return { host, outcome: 'told', block: job.decode(answer.replies, 0, source) };
				} catch (error) {
					if (!isRpcError(error)) throw error;
					return { host, outcome: 'refused', detail: error.message };
				}
			});
		},
		rest(host, kind, detail, milliseconds) {
			const reason = rpcError({ kind, host, method: 'compare', input: '', detail });
			pool.rest(host, reason, milliseconds);
		},
		call: (calls) => all(contractJob(calls)),
		ask: (calls) => all(answerJob(calls)),
		endpoints: () =>
			pool.states().map(({ checkedAt, ...state }) => ({
				chainId: chain.id,
				checkedAt: unixSeconds(Math.floor(checkedAt / 1000)),
				...state
			})),
		requests: pool.requests,
		countAnew: pool.countAnew,
		close: () => pool.close()
	};
}

function isAnswered(answer: EachAnswer): answer is Extract<EachAnswer, { outcome: 'answered' }> {
	return answer.outcome === 'answered';
}
