import { blockCount } from '#lib/domain/block-range.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { SYSTEM_CLOCK } from '../rpc/clock.ts';
import { decodeReply } from '../rpc/decode.ts';
import { createEndpointPool, type Job, type PoolOptions } from '../rpc/endpoint-pool.ts';
import { isRpcError, rpcError } from '../rpc/errors.ts';
import { parseForkConfig } from '../rpc/parse/fork-config.ts';
import { batchedHeaderJob, batchJob, sealJob } from './batch-jobs.ts';
import { blockJob, headersJob, headJob, latestJob, wholeBlockJob } from './block-jobs.ts';
import { answerJob, contractJob } from './call-jobs.ts';
import type { ChainSource } from './chain-source.ts';
import { feeJob, receiptsJob, type BlockFees } from './fee-jobs.ts';
import { createSettlementReader } from './fetch-settlement.ts';
import { feeHistoryJob, forkHeadersJob } from './history-jobs.ts';
import { methodProbe, offeredMethods } from './method-probe.ts';
import { missingOf, type Failed, type Missing } from './missing.ts';
import { recentBlocks } from './recent-blocks.ts';
import { FAMILY_READERS } from './registry.ts';

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
		header: (number) => one(headersJob([number], family)),
		headers: (numbers) => all(headersJob(numbers, family)),
		feeHistory: async (range) => (await all(feeHistoryJob(range))).flat(),
		forkHeaders: (numbers) => all(forkHeadersJob(numbers)),
		async forksAtEach() {
			const call = { method: 'eth_config', params: [] };
			const answers = await pool.askEach([call], signal);
			return answers.flatMap(({ source, replies }) => {
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
			return answers.map(({ source, replies }) => ({
				host: source.host,
				offered: offeredMethods(calls, replies)
			}));
		},
		async blockAtEach(block) {
			const job = block === 'latest' ? latestJob(family) : headersJob([block], family);
			const answers = await pool.askEach(job.calls(0), signal);
			return answers.flatMap(({ source, replies }) => {
				try {
					return [{ host: source.host, block: job.decode(replies, 0, source) }];
				} catch (error) {
					if (!isRpcError(error)) throw error;
					return [];
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
