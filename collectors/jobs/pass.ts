import { countBlocks, type BlockRange, type FactKind } from '#lib/domain/block-range.ts';
import type { PassEvent } from './pass-event.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { PassRecord } from '#lib/server/store/ports/endpoints.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import type { ChainSource } from '../chains/chain-source.ts';
import { createBatchSize, type BatchSize } from './batch-size.ts';
import { collectBatches, wantBatches } from './collect-batches.ts';
import { abandonAhead, collectBlocks, type BlockProgress } from './collect-blocks.ts';
import { collectFees } from './collect-fees.ts';
import { collectForks } from './collect-forks.ts';
import { collectHistory } from './collect-history.ts';
import { collectPrices } from './collect-prices.ts';
import { collectSettlement, wantSettlement, type SettlingChain } from './collect-settlement.ts';
import { compareEndpoints } from './compare-endpoints.ts';
import {
	FinalizedConflictError,
	healReorganisation,
	UnconfirmedReorganisationError
} from './heal-reorganisation.ts';
import type { HistoryWork } from './history-work.ts';
import { locateBlock } from './locate-block.ts';
import { noticeStall } from './notice-stall.ts';
import { observe } from './observe.ts';
import { isWithheld, probeMethods } from './probe-methods.ts';
import { restContradicted } from './rest-contradicted.ts';
import { restLaggards } from './rest-laggards.ts';

/** Kinds of fact that the chain itself tells, of which passes fill the gaps in turn. */
export type CollectedKind = Exclude<FactKind, 'settlement'>;

export type { PassEvent } from './pass-event.ts';

export interface PassOptions {
	readonly chain: Chain;
	readonly source: ChainSource;
	readonly store: Store;
	/** Collect every block from this time on. */
	readonly since: UnixSeconds;
	/** Whether the operator named `since`, so that it widens what an earlier pass had wanted. */
	readonly sinceIsSet: boolean;
	/** Whether to look at feeds, and for newly executed batches: not in every pass of a chain that is followed. */
	readonly slowFactsAreDue: () => boolean;
	/** Whether to see again which methods its endpoints offer. */
	readonly methodsAreDue: () => boolean;
	/** Whether to see which fixed questions to the chain are due; each is put once an hour or once a day. */
	readonly observationsAreDue: () => boolean;
	/** For how long no other head than this one was met, as far as this process knows. */
	readonly unmovedSeconds: (head: number) => number;
	/** Whether the pass should end with the batch under way. */
	readonly isOver: () => boolean;
	/** Ends the pass at once, in the middle of a batch; the source rejects with its reason. */
	readonly signal: AbortSignal;
	readonly now: () => UnixSeconds;
	/** How long after a pass that ended so the next one begins at the latest, in milliseconds; absent where none is planned. */
	readonly nextAfter?: (outcome: PassRecord['outcome']) => number;
	/** What readings ask of the past; absent where nobody does. */
	readonly history?: HistoryWork;
	/** 0 to 1: which blocks are compared. */
	readonly random: () => number;
	readonly report: (event: PassEvent) => void;
}

/** What one kind of fact has been asked for in this pass, and how much is asked for at a time. */
export interface Progress {
	/** Ranges that were asked for, stored or not: none is asked for twice in a pass. */
	readonly tried: BlockRange[];
	/** Whether something could not be had: from then on what failed in earlier passes comes last. */
	hasFailed: boolean;
	readonly size: BatchSize;
}

/**
 * One bounded pass over one chain: what is new, the prices that are stated there, then gaps and back-fill, newest
 * first, blocks and fees in turn. Every batch is stored as it comes, so the pass may end, or be killed, at any time.
 * Rejects when the chain could not be asked at all; that is recorded too.
 */
export async function runPass(options: PassOptions): Promise<PassRecord> {
	const { chain, source, store, now, signal, nextAfter } = options;
	const startedAt = now();
	source.countAnew();
	const record = async (outcome: PassRecord['outcome'], detail: string | null) => {
		for (const endpoint of source.endpoints()) await store.recordEndpoint(endpoint);
		const endedAt = now();
		// Who is told to end plans nothing more.
		const after = signal.aborted ? undefined : nextAfter?.(outcome);
		const nextDueAt = after === undefined ? null : unixSeconds(endedAt + Math.ceil(after / 1_000));
		const requests = source.requests();
		const pass = { chainId: chain.id, startedAt, endedAt, outcome, detail, requests, nextDueAt };
		await store.recordPass(pass);
		return pass;
	};
	try {
		const missing = missingWords(await runWhileDoubted(options));
		return await record(missing === '' ? 'done' : 'partial', missing || null);
	} catch (error) {
		if (signal.aborted && error === signal.reason)
			return record('partial', 'ended before everything was asked for');
		if (error instanceof FinalizedConflictError)
			await store.recordIncident({
				chainId: chain.id,
				kind: 'finalized_conflict',
				block: error.finalized,
				at: now(),
				detail: error.message
			});
		await record('failed', error instanceof Error ? error.message : String(error));
		throw error;
	}
}

/**
 * Run the steps of a pass, again after each time an endpoint was put aside for telling of another chain than the
 * others: what it said is not acted upon. Rejects where that leaves none that agrees with what is stored.
 */
async function runWhileDoubted(options: PassOptions): Promise<MissingCounts> {
	const { chain, source, report } = options;
	for (let left = source.hosts.length; ; left--) {
		try {
			return await runSteps(options);
		} catch (error) {
			const isDoubted =
				error instanceof UnconfirmedReorganisationError && error.putAside.length > 0;
			if (!isDoubted || left <= 1) throw error;
			report({ event: 'disagreement', chain: chain.id, detail: error.message });
		}
	}
}

async function runSteps(options: PassOptions): Promise<MissingCounts> {
	const { chain, source, store } = options;
	const slowFactsAreDue = options.slowFactsAreDue();
	if (slowFactsAreDue && source.hosts.length > 1) {
		const newest = await restLaggards(options);
		if (newest !== null) await restContradicted(options, newest);
	}
	const head = await source.head();
	const headBefore = await store.findHead(chain.id);
	const before = headBefore?.finalized ?? null;
	if (await followHead(options, head, before)) await noticeStall(options, headBefore, head);
	const methodsAreDue = options.methodsAreDue();
	if (methodsAreDue) await probeMethods(options);
	if (slowFactsAreDue) {
		await collectPrices(options, head);
		await wantBatches(options);
	}
	const settling = slowFactsAreDue ? await wantSettlement(options, head) : [];
	const missing = await fillGaps(options, head, before?.number ?? null, settling);
	if (slowFactsAreDue) await compareEndpoints(options, head.number, before?.number ?? null);
	if (methodsAreDue) await collectForks(options, head);
	await collectHistory(options, head, slowFactsAreDue);
	// Last, since a short pass is for blocks; and whether or not it is over, since one behind a long back-fill always is.
	if (options.observationsAreDue()) await observe(options);
	return missing;
}

/** Heal a reorganisation at the top, remember the head, and want everything up to it. False as `meetHead` is. */
async function followHead(
	options: PassOptions,
	head: ChainHead,
	finalizedBefore: ChainHead['finalized']
): Promise<boolean> {
	if (!(await meetHead(options, head, finalizedBefore))) return false;
	await options.store.follow(options.chain.id, await followedRange(options, head));
	return true;
}

/** Heal a reorganisation at the top, and remember the head. False where the node is behind what is stored. */
export async function meetHead(
	options: PassOptions,
	head: ChainHead,
	finalizedBefore: ChainHead['finalized']
): Promise<boolean> {
	const { chain, store, report } = options;
	const covered = await store.getCovered(chain.id, 'block');
	const top = covered.at(-1);
	if (top) {
		const above = await healRanges(options, covered, head.number, finalizedBefore?.number ?? null);
		if (above !== null) report({ event: 'reorganised', chain: chain.id, above });
		else if (head.number < top.to) {
			// The node is behind what was stored, on the same chain: another one told us more. Keep it.
			report({ event: 'behind', chain: chain.id, head: head.number, stored: top.to });
			return false;
		}
	}
	// What was final stays final, whatever an endpoint says that lags or does not know the tag.
	const isOlder = (head.finalized?.number ?? -1) < (finalizedBefore?.number ?? -1);
	await store.recordHead(isOlder ? { ...head, finalized: finalizedBefore } : head);
	return true;
}

/**
 * Compare the upper end of each stored range with the node, newest first, and heal the first that differs. Ranges
 * below the newest count too, before they become final: a hole may have kept them from being compared with it.
 */
async function healRanges(
	{ chain, source, store }: PassOptions,
	covered: readonly BlockRange[],
	headNumber: number,
	finalized: number | null
): Promise<number | null> {
	const unfinal = covered.filter(
		(range) => range === covered.at(-1) || (finalized !== null && range.to > finalized)
	);
	for (const range of unfinal.reverse()) {
		const from = Math.min(range.to, headNumber);
		const above = await healReorganisation(source, store, chain.id, from, finalized, headNumber);
		if (above !== null) return above;
	}
	return null;
}

/** From where the chain is followed up to its head; other ranges that are wanted change nothing of it. */
async function followedRange(options: PassOptions, head: ChainHead): Promise<BlockRange> {
	const { chain, source, store, since, sinceIsSet } = options;
	const from = await store.findFollowedFrom(chain.id);
	// A chain that ends below where it was followed from has begun anew.
	if (from !== null && from <= head.number) {
		if (!sinceIsSet) return { from, to: head.number };
		const earlier = from > 0 ? await source.header(from - 1) : null;
		if (!earlier || earlier.timestamp < since) return { from, to: head.number };
	}
	return { from: await locateBlock(source, since, head), to: head.number };
}

/** Fill gaps of all kinds in turn, newest first. Gives how many of each are left missing. */
export async function fillGaps(
	options: PassOptions,
	head: ChainHead,
	finalizedBefore: number | null,
	settling: readonly SettlingChain[] = []
): Promise<MissingCounts> {
	const { chain, store, report } = options;
	const block: BlockProgress = {
		...{ tried: [], hasFailed: false, size: createBatchSize(200, 5_000) },
		ahead: null
	};
	const fee: Progress = { tried: [], hasFailed: false, size: createBatchSize(50, 1_000) };
	const batch: Progress = { tried: [], hasFailed: false, size: createBatchSize(20, 500) };
	const missing = await countMissing(store, chain.id);
	report({
		event: 'head',
		chain: chain.id,
		head: head.number,
		missing: missing.blocks,
		feesMissing: missing.fees,
		batchesMissing: missing.batches
	});
	const withoutFees = await isWithheld(options, 'fee');
	const withoutBatches = await isWithheld(options, 'batch');
	let worked = true;
	try {
		while (worked && !options.isOver()) {
			worked = await collectBlocks(options, head.number, finalizedBefore, block);
			// Not asked whether the pass is over: where a batch of blocks takes all of it, fees would never have a turn.
			if (!withoutFees) worked = (await collectFees(options, fee)) || worked;
			if (!withoutBatches) worked = (await collectBatches(options, batch)) || worked;
			const finalized = head.finalized?.number ?? -1;
			worked = (await collectSettlement(options, settling, finalized)) || worked;
		}
		// What is being fetched when the time is over is part of the batch under way.
		if (block.ahead) await collectBlocks(options, head.number, finalizedBefore, block);
	} finally {
		await abandonAhead(block);
	}
	return countMissing(store, chain.id);
}

export interface MissingCounts {
	readonly blocks: number;
	readonly fees: number;
	readonly batches: number;
}

async function countMissing(store: Store, chainId: number): Promise<MissingCounts> {
	return {
		blocks: countBlocks(await store.getGaps({ chainId, kind: 'block' })),
		fees: countBlocks(await store.getGaps({ chainId, kind: 'fee' })),
		batches: countBlocks(await store.getGaps({ chainId, kind: 'batch' }))
	};
}

/** "60 blocks and the fees of 2 blocks"; empty where nothing is missing. */
function missingWords({ blocks, fees, batches }: MissingCounts): string {
	const parts = [
		blocks > 0 && `${blocks} block${blocks === 1 ? '' : 's'}`,
		fees > 0 && `the fees of ${fees} block${fees === 1 ? '' : 's'}`,
		batches > 0 && `${batches} batch${batches === 1 ? '' : 'es'}`
	];
	return new Intl.ListFormat('en-GB').format(parts.filter((part) => part !== false));
}
