import { createHash } from 'node:crypto';
import { STAGES, type BatchFact, type Stage } from '#lib/domain/batches.ts';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact, FeeFact } from '#lib/domain/facts.ts';
import { gas, unixSeconds, wei, type UnixSeconds } from '#lib/domain/units.ts';
import { chainById } from '#lib/domain/chains.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import type { ChainSource, Missing } from '../collectors/chains/chain-source.ts';
import type { PassOptions } from '../collectors/jobs/pass.ts';

/** When block 0 was made: 2025-11-27T00:00:00Z. Every block takes 12 seconds. */
export const GENESIS = unixSeconds(1_764_201_600);
export const BLOCK_SECONDS = 12;

type Request = 'head' | 'header' | 'headers' | 'history' | 'blocks' | 'fees' | 'batches';

/** A chain that exists in memory only, and does what a test scripts: what a node says, without a node. */
export interface MadeChain extends ChainSource {
	/** Every block, as the chain has it now. */
	blocks: BlockFact[];
	/** Where the node has the tag. */
	finalized: number | null;
	/** Blocks that the node no longer has, or does not have yet: below, and above. */
	known: BlockRange;
	/** Blocks whose header can be had, and nothing else. */
	readonly broken: Set<number>;
	/** Batches that cannot be had. */
	readonly brokenBatches: Set<number>;
	/** Whether its node offers each optional method. */
	readonly offered: Record<string, boolean>;
	/** What other endpoints say of a block; the made node is one of its own. */
	readonly witnesses: Map<string, (number: number) => BlockFact | null>;
	/** Endpoints that were put aside, and why. */
	readonly resting: Map<string, string>;
	/** Called before each request is answered. */
	before: (request: Request, at: BlockRange) => void;
	/** What was asked for. */
	readonly asked: { readonly request: string; readonly at: BlockRange }[];
	/** Replace all blocks above `number` by others, up to `top`. */
	fork(number: number, top: number): void;
}

/** A chain of blocks 0 to `top`. Every third block is empty; the others have one plain transfer. */
export function makeChain(chainId: number, top: number): MadeChain {
	let branch = 0;
	let counted = 0;
	const asked: MadeChain['asked'] = [];
	const broken = new Set<number>();
	const request = (name: Request, at: BlockRange): void => {
		asked.push({ request: name, at });
		counted += 1;
		chain.before(name, at);
	};
	const missing = (numbers: readonly number[], what = 'block'): Missing[] =>
		numbers.map((number) => ({
			from: number,
			to: number,
			reason: 'endpoint_failed',
			detail: `${what} ${number} could not be had`
		}));
	const has = (number: number): boolean =>
		number >= chain.known.from && number <= chain.known.to && number < chain.blocks.length;
	const gives = (number: number): boolean => has(number) && !broken.has(number);
	const chain: MadeChain = {
		blocks: extend([], top, branch),
		finalized: null,
		known: { from: 0, to: Number.MAX_SAFE_INTEGER },
		broken,
		brokenBatches: new Set<number>(),
		offered: {},
		witnesses: new Map(),
		resting: new Map(),
		get hosts() {
			return ['node.test', ...chain.witnesses.keys()];
		},
		before: () => undefined,
		asked,
		fork(number, newTop) {
			branch += 1;
			chain.blocks = extend(chain.blocks.slice(0, number + 1), newTop, branch);
		},
		async head(): Promise<ChainHead> {
			request('head', { from: 0, to: 0 });
			const last = chain.blocks.at(-1) as BlockFact;
			const finalized = chain.finalized === null ? null : chain.blocks[chain.finalized];
			return {
				chainId,
				number: last.number,
				timestamp: last.timestamp,
				hash: last.hash,
				finalized: finalized ? { number: finalized.number, timestamp: finalized.timestamp } : null,
				seenAt: last.timestamp,
				endpoint: 'node.test'
			};
		},
		async header(number) {
			request('header', { from: number, to: number });
			return has(number) ? (chain.blocks[number] ?? null) : null;
		},
		async headers(numbers) {
			for (const number of numbers) request('headers', { from: number, to: number });
			return numbers.map((number) => (has(number) ? (chain.blocks[number] ?? null) : null));
		},
		async feeHistory(range) {
			request('history', range);
			return chain.blocks.slice(range.from, range.to + 1).map((block) => {
				const isEmpty = block.gasUsed === 0;
				return {
					number: block.number,
					baseFee: block.baseFee ?? wei(0n),
					gasUsedRatio: block.gasUsed / block.gasLimit,
					// 0 of each tenth block that has one, so that zeros are told apart.
					medianTip: isEmpty ? null : wei(BigInt(block.number % 10) * 100_000_007n),
					blobBaseFee: wei(BigInt(1 + (block.number % 5)))
				};
			});
		},
		forkHeaders: async (numbers) => numbers.map(() => null),
		forksAtEach: async () => [],
		async fetchBlocks(range, ending) {
			request('blocks', range);
			ending?.throwIfAborted();
			const numbers = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i);
			return {
				blocks: numbers.filter(gives).map((number) => chain.blocks[number] as BlockFact),
				missing: missing(numbers.filter((number) => !gives(number)))
			};
		},
		async fetchFees(numbers) {
			if (numbers.length > 0)
				request('fees', { from: numbers[0] as number, to: numbers.at(-1) as number });
			const read = numbers.filter(gives);
			const fees = read.map((blockNumber): FeeFact => ({
				blockNumber,
				transactionIndex: 0,
				feeClass: 'native_transfer',
				fee: wei(BigInt(blockNumber + 1) * 21_000n)
			}));
			const hashes = new Map(read.map((each) => [each, chain.blocks[each]?.hash ?? '']));
			return {
				fees,
				userOps: read
					.filter((number) => number % 5 === 0)
					.map((blockNumber) => ({ blockNumber, extra: 1 + (blockNumber % 3) })),
				read: [...read],
				hashes,
				missing: missing(numbers.filter((each) => !gives(each)))
			};
		},
		async batchOf(block) {
			const number = block === 'finalized' ? chain.finalized : block;
			const header = number !== null && has(number) ? chain.blocks[number] : undefined;
			if (!header) return null;
			return { number: header.number, timestamp: header.timestamp, batch: batchOf(header.number) };
		},
		async fetchBatches(range) {
			request('batches', range);
			const numbers = Array.from({ length: range.to - range.from + 1 }, (_, i) => range.from + i);
			const isBroken = (number: number) => chain.brokenBatches.has(number);
			return {
				batches: numbers.filter((number) => !isBroken(number)).map(madeBatch),
				missing: missing(numbers.filter(isBroken), 'batch')
			};
		},
		async fetchSettlement(_diamond, range) {
			return { ...range, reason: 'endpoint_failed', detail: 'no settlement is made here' };
		},
		async blockAtEach(block) {
			const number = block === 'latest' ? chain.blocks.length - 1 : block;
			request('header', { from: number, to: number });
			const own = has(number) ? (chain.blocks[number] ?? null) : null;
			const others = [...chain.witnesses].map(([host, says]) => ({ host, block: says(number) }));
			return [{ host: 'node.test', block: own }, ...others].filter(
				({ host }) => !chain.resting.has(host)
			);
		},
		rest(host, why, detail) {
			chain.resting.set(host, `${why}: ${detail}`);
		},
		probeMethods: async () => [{ host: 'node.test', offered: { ...chain.offered } }],
		call: async (calls) => calls.map(() => null),
		ask: async (calls) =>
			calls.map(() => ({ value: null, refusal: 'nothing is there', host: 'node.test' })),
		endpoints: () => [],
		requests: () =>
			counted === 0
				? []
				: [{ host: 'node.test', requests: counted, failed: 0, p50Ms: 1, p95Ms: 1 }],
		countAnew: () => void (counted = 0),
		close: async () => undefined
	};
	return chain;
}

/** Blocks in each batch; batch 1 begins with block 0. */
export const BATCH_BLOCKS = 10;

function batchOf(block: number): number {
	return Math.floor(block / BATCH_BLOCKS) + 1;
}

/** Batch `number` of any made chain: committed a minute, proven an hour and executed three hours after its last block. */
export function madeBatch(number: number): BatchFact {
	const from = (number - 1) * BATCH_BLOCKS;
	const to = from + BATCH_BLOCKS - 1;
	const after = { commit: 60, prove: 3_600, execute: 10_800 } as const;
	const hash = (what: string) =>
		`0x${createHash('sha256').update(`${what} ${number}`).digest('hex')}`;
	return {
		number,
		blocks: { from, to },
		openedAt: timeOf(from),
		sealedAt: timeOf(to),
		rootHash: hash('root'),
		l1TxCount: 1,
		l2TxCount: number,
		stages: Object.fromEntries(
			STAGES.map((stage) => [
				stage,
				{
					at: unixSeconds(timeOf(to) + after[stage] + number),
					clock: 'operator',
					txHash: hash(stage),
					settledOn: 1
				}
			])
		) as unknown as Record<Stage, BatchFact['stages'][Stage]>
	};
}

/** When block `number` was made. */
export function timeOf(number: number): UnixSeconds {
	return unixSeconds(GENESIS + number * BLOCK_SECONDS);
}

function extend(blocks: readonly BlockFact[], top: number, branch: number): BlockFact[] {
	const all = [...blocks];
	for (let number = all.length; number <= top; number++) {
		const txCount = number % 3 === 0 ? 0 : 1;
		all.push({
			number,
			timestamp: timeOf(number),
			hash: `0x${createHash('sha256').update(`${branch}/${number}`).digest('hex')}`,
			parentHash: all.at(-1)?.hash ?? `0x${'0'.repeat(64)}`,
			txCount,
			userTxCount: txCount,
			gasUsed: gas(txCount * 21_000),
			gasLimit: gas(30_000_000),
			baseFee: wei(1_000_000_000n)
		});
	}
	return all;
}

/** A pass over a made chain for which everything is due and that nothing ends; what it reports is for the test to take. */
export function passOver(
	source: MadeChain,
	store: Store,
	chainId: number
): Omit<PassOptions, 'report'> {
	return {
		chain: chainById(chainId),
		source,
		store,
		since: GENESIS,
		sinceIsSet: false,
		isOver: () => false,
		slowFactsAreDue: () => true,
		methodsAreDue: () => true,
		observationsAreDue: () => false,
		unmovedSeconds: () => 0,
		random: Math.random,
		signal: new AbortController().signal,
		now: () => unixSeconds(GENESIS + 1_000_000)
	};
}
