import {
	countBlocks,
	intersections,
	type BlockRange,
	type FactKind
} from '#lib/domain/block-range.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { iso, type TimeWindow } from '#lib/domain/time.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { collectHistory } from './collect-history.ts';
import { executedBatches } from './collect-batches.ts';
import { locateBlock } from './locate-block.ts';
import {
	fillGaps,
	meetHead,
	type MissingCounts,
	type PassEvent,
	type PassOptions
} from './pass.ts';
import { probeMethods } from './probe-methods.ts';

/** What a back-fill of a named window tells of beside the events of a pass. */
export type BackfillEvent =
	| {
			/** What of the window can be had, and is wanted from now on. */
			readonly event: 'range';
			readonly chain: number;
			readonly from: number;
			readonly to: number;
			/** Executed batches that hold blocks of it; null where the chain tells of none. */
			readonly batches: BlockRange | null;
	  }
	| {
			/** The window begins before the oldest block that the node has. */
			readonly event: 'pruned';
			readonly chain: number;
			readonly oldest: number;
	  }
	| {
			/** No block of the window is to be had. */
			readonly event: 'no_blocks';
			readonly chain: number;
			readonly newest: number;
			readonly newest_time: string;
	  }
	| {
			readonly event: 'backfilled';
			readonly chain: number;
			readonly from: number;
			readonly to: number;
			readonly blocks_missing: number;
			readonly fees_missing: number;
			readonly batches_missing: number;
	  };

export interface BackfillOptions extends Omit<PassOptions, 'report'> {
	readonly report: (event: PassEvent | BackfillEvent) => void;
}

/** The part of a window that there is: wanted from now on. */
export interface WantedWindow {
	readonly head: ChainHead;
	readonly blocks: BlockRange;
	readonly batches: BlockRange | null;
	/** Whether the window begins before all that the node has. */
	readonly isPruned: boolean;
}

/**
 * Want the blocks and fees of a window, and the executed batches that hold them: whoever collects the chain fills them
 * from then on. Null where no block of the window is to be had. Rejects with RpcError.
 */
export async function wantWindow(
	options: BackfillOptions,
	window: TimeWindow
): Promise<WantedWindow | null> {
	const { chain, source, store, report } = options;
	const head = await source.head();
	const { blocks, isPruned } = await locateWindow(options, window, head);
	if (!blocks) {
		const newest = { newest: head.number, newest_time: iso(head.timestamp) };
		report({ event: 'no_blocks', chain: chain.id, ...newest });
		return null;
	}
	for (const kind of ['block', 'fee'] as const) await store.extendWanted(chain.id, kind, blocks);
	const batches = FAMILIES[chain.family].tellsBatches
		? await executedBatches(options, blocks)
		: null;
	if (batches) await store.extendWanted(chain.id, 'batch', batches);
	report({ event: 'range', chain: chain.id, from: blocks.from, to: blocks.to, batches });
	return { head, blocks, batches, isPruned };
}

/**
 * Fill the gaps of a wanted window and nothing else, newest first. What could not be had is asked for again as long as
 * that brings something. True when nothing of it is missing. Rejects as a pass does.
 */
export async function fillWindow(
	options: BackfillOptions,
	{ head, blocks, batches }: WantedWindow
): Promise<boolean> {
	const { chain, source, store, report } = options;
	const of = { block: [blocks], fee: [blocks], batch: batches ? [batches] : [], settlement: [] };
	const inside = { ...options, store: withGapsIn(store, of) };
	try {
		const finalized = (await store.findHead(chain.id))?.finalized ?? null;
		await meetHead(options, head, finalized);
		if (options.methodsAreDue()) await probeMethods(options);
		await collectHistory(options, head, true);
		const missing = await fillWhileItHelps(inside, head, finalized?.number ?? null);
		report({
			event: 'backfilled',
			chain: chain.id,
			...blocks,
			blocks_missing: missing.blocks,
			fees_missing: missing.fees,
			batches_missing: missing.batches
		});
		return missing.blocks + missing.fees + missing.batches === 0;
	} finally {
		for (const endpoint of source.endpoints()) await store.recordEndpoint(endpoint);
	}
}

/** Fill all gaps, and ask again for what could not be had as long as that brings something. Gives what is left. */
export async function fillWhileItHelps(
	options: PassOptions,
	head: ChainHead,
	finalizedBefore: number | null
): Promise<MissingCounts> {
	let left = countBlocks(await options.store.getGaps({ chainId: options.chain.id }));
	for (;;) {
		const missing = await fillGaps(options, head, finalizedBefore);
		const now = missing.blocks + missing.fees + missing.batches;
		if (now === 0 || now >= left || options.isOver()) return missing;
		left = now;
	}
}

/**
 * The blocks of a window and one after them, at most up to the head, and so many before: without those its first and
 * last seconds, and the interval of its first block, would not be known. Null where it lies outside all that the node
 * has.
 */
export async function locateWindow(
	{ chain, source, report }: Pick<BackfillOptions, 'chain' | 'source' | 'report'>,
	window: TimeWindow,
	head: ChainHead,
	before = 1
): Promise<{ blocks: BlockRange | null; isPruned: boolean }> {
	if (head.timestamp < window.from) return { blocks: null, isPruned: false };
	const first = await locateBlock(source, window.from, head);
	const isPruned = first > 0 && (await source.header(first - 1)) === null;
	if (isPruned) report({ event: 'pruned', chain: chain.id, oldest: first });
	const isFirst = isPruned || first === 0;
	const next =
		head.timestamp < window.to ? head.number : await locateBlock(source, window.to, head);
	const isOutside = isFirst && next === first && head.timestamp >= window.to;
	const from = isFirst ? first : Math.max(0, first - before);
	const blocks = isOutside ? null : { from, to: next };
	return { blocks, isPruned };
}

/** The store, of whose gaps only those parts are seen that lie in the ranges of their kind. */
function withGapsIn(
	store: Store,
	ranges: Readonly<Record<FactKind, readonly BlockRange[]>>
): Store {
	return {
		...store,
		getGaps: async (filter) =>
			(await store.getGaps(filter)).flatMap((gap) => intersections([gap], ranges[gap.kind]))
	};
}
