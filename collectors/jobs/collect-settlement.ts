import {
	blockCount,
	countBlocks,
	intersections,
	type CoveredRange
} from '#lib/domain/block-range.ts';
import { DAY } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { L1_CHAIN_ID, ZK_CHAINS } from '#lib/domain/zk-chains.ts';
import { InvalidBatchError } from '#lib/server/store/errors.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { Missing } from '../chains/chain-source.ts';
import { createBatchSize } from './batch-size.ts';
import { failureDetail } from './failure-detail.ts';
import { locateBlock } from './locate-block.ts';
import { nextRange } from './next-range.ts';
import type { PassOptions, Progress } from './pass.ts';
import { findDiamonds } from './settlement-contracts.ts';

/** For so long after a block its batch is looked for on L1: some hours as a rule, a day before 2025, and as much again. */
const SETTLED_WITHIN = 2 * DAY;
/** L1 blocks between two commits. */
const [FIRST_BLOCKS, MOST_BLOCKS] = [1_000, 10_000] as const;

/** A chain that settles on the one that a pass is over, and how far that pass is with it. */
export interface SettlingChain {
	readonly chainId: number;
	readonly diamond: string;
	readonly progress: Progress;
}

type SettlementOptions = Pick<PassOptions, 'chain' | 'source' | 'store' | 'signal' | 'report'>;

/**
 * Want the final L1 blocks in which batches of stored blocks were settled, of each chain that settles here and is
 * collected. Gives those chains, with their contracts. What fails is told, and ends nothing.
 */
export async function wantSettlement(
	options: SettlementOptions,
	head: ChainHead
): Promise<SettlingChain[]> {
	const { chain, source, store, signal, report } = options;
	const { finalized } = head;
	if (chain.id !== L1_CHAIN_ID || !finalized) return [];
	const stored = await Promise.all(
		ZK_CHAINS.map(async (zkChain) => ({
			zkChain,
			blocks: await store.getCovered(zkChain.chainId, 'block')
		}))
	);
	const collected = stored.filter(({ blocks }) => blocks.length > 0);
	if (collected.length === 0) return [];
	const failed = (chainId: number, detail: string): void =>
		report({ event: 'no_settlement', chain: chainId, detail });
	const settling: SettlingChain[] = [];
	try {
		const chains = collected.map(({ zkChain }) => zkChain);
		const diamonds = await findDiamonds(source, chains, head.timestamp);
		for (const [index, { zkChain, blocks }] of collected.entries()) {
			const found = diamonds[index];
			if (!found || 'fault' in found) {
				failed(zkChain.chainId, found?.fault ?? 'no contract is known');
				continue;
			}
			await wantWindows(options, zkChain.chainId, blocks, finalized);
			settling.push({
				chainId: zkChain.chainId,
				diamond: found.address,
				progress: {
					tried: [],
					hasFailed: false,
					size: createBatchSize(FIRST_BLOCKS, MOST_BLOCKS)
				}
			});
		}
	} catch (error) {
		const detail = failureDetail(error, signal);
		for (const { zkChain } of collected.slice(settling.length)) failed(zkChain.chainId, detail);
	}
	return settling;
}

type Finalized = NonNullable<ChainHead['finalized']>;

/** Want the L1 blocks from each stored stretch’s first block to when its last must have been settled. */
async function wantWindows(
	{ source, store }: SettlementOptions,
	chainId: number,
	blocks: readonly CoveredRange[],
	finalized: Finalized
): Promise<void> {
	const known = await store.getCovered(chainId, 'settlement');
	const stretchAt = (time: UnixSeconds): CoveredRange | undefined =>
		known.find((each) => each.fromTime <= time && time <= each.toTime);
	for (const { fromTime, toTime } of settlingTimes(blocks)) {
		if (fromTime >= finalized.timestamp) continue;
		// With the block before, so that the time lies in what is then stored, and need not be looked for again.
		const from =
			stretchAt(fromTime)?.from ??
			Math.max(0, (await locateBlock(source, fromTime, finalized)) - 1);
		const to =
			toTime >= finalized.timestamp
				? finalized.number
				: (stretchAt(toTime)?.to ?? (await locateBlock(source, toTime, finalized)));
		// An endpoint that lags may not know yet what is stored as final.
		if (from <= to) await store.extendWanted(chainId, 'settlement', { from, to });
	}
}

/** When batches of stored blocks were settled, as few stretches as can be, ascending. */
function settlingTimes(
	blocks: readonly CoveredRange[]
): { readonly fromTime: UnixSeconds; readonly toTime: UnixSeconds }[] {
	const times: { fromTime: UnixSeconds; toTime: UnixSeconds }[] = [];
	for (const { fromTime, toTime } of blocks) {
		const until = unixSeconds(toTime + SETTLED_WITHIN);
		const last = times.at(-1);
		if (last && fromTime <= last.toTime) last.toTime = until;
		else times.push({ fromTime, toTime: until });
	}
	return times;
}

/**
 * Fetch and store what the chains’ contracts told in the newest missing L1 blocks, a range of each. What could not be
 * had is a gap with its reason, and is not asked for again in this pass. False when there is nothing left to try.
 */
export async function collectSettlement(
	options: SettlementOptions,
	chains: readonly SettlingChain[],
	finalized: number
): Promise<boolean> {
	let worked = false;
	for (const each of chains) worked = (await collectOf(options, each, finalized)) || worked;
	return worked;
}

async function collectOf(
	{ source, store, report }: SettlementOptions,
	{ chainId, diamond, progress }: SettlingChain,
	finalized: number
): Promise<boolean> {
	const gaps = await store.getGaps({ chainId, kind: 'settlement' });
	const final = intersections(gaps, [{ from: 0, to: finalized }]);
	const range = nextRange(final, progress.tried, progress.size.now(), progress.hasFailed);
	if (!range) return false;
	const startedAt = performance.now();
	progress.tried.push(range);
	const missing = async ({ from, to, reason, detail }: Missing): Promise<true> => {
		progress.hasFailed = true;
		await store.markGap(chainId, 'settlement', { from, to }, reason, detail);
		report({ event: 'missing', chain: chainId, kind: 'settlement', from, to, reason, detail });
		return true;
	};
	const facts = await source.fetchSettlement(diamond, range);
	if ('reason' in facts) return missing(facts);
	try {
		await store.addSettlement(chainId, facts);
	} catch (error) {
		if (!(error instanceof InvalidBatchError)) throw error;
		return missing({ ...range, reason: 'bad_answer', detail: error.message });
	}
	progress.size.took(blockCount(range), performance.now() - startedAt);
	const left = countBlocks(gaps) - blockCount(range);
	report({ event: 'settled', chain: chainId, ...range, steps: facts.steps.length, left });
	return true;
}
