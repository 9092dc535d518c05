import { predecessorReach } from '#lib/domain/block-intervals.ts';
import type { BlockRange, FactKind } from '#lib/domain/block-range.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { feedsOn } from '#lib/domain/price-feeds.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import { fillWhileItHelps, locateWindow, type BackfillOptions } from './backfill.ts';
import { executedBatches } from './collect-batches.ts';
import { collectPrices } from './collect-prices.ts';
import { meetHead } from './pass.ts';
import { probeMethods } from './probe-methods.ts';

/** Facts of one chain to be read into an empty store. */
export interface FactsToRead {
	readonly windows: readonly { readonly window: TimeWindow; readonly kinds: readonly FactKind[] }[];
	/** Blocks that are read whatever the kinds, for their hashes. */
	readonly blocks: readonly number[];
	/** From when on the rounds of its price feeds are read; null where none are. */
	readonly pricesSince: UnixSeconds | null;
}

/**
 * Read facts of a chain anew, each window with as many blocks before it as its first interval may depend on. What
 * could not be had is a gap of the store, and told. Rejects with RpcError where no endpoint tells its head.
 */
export async function rereadFacts(
	options: BackfillOptions,
	{ windows, blocks, pricesSince }: FactsToRead
): Promise<void> {
	const { chain, source, store } = options;
	const head = await source.head();
	await meetHead(options, head, null);
	const before = predecessorReach(FAMILIES[chain.family].emptyBlocksAreFictive);
	for (const number of blocks)
		if (number <= head.number)
			await store.extendWanted(chain.id, 'block', { from: number, to: number });
	for (const { window, kinds } of windows) {
		if (kinds.length === 0) continue;
		const found = (await locateWindow(options, window, head, before)).blocks;
		if (found) for (const kind of kinds) await want(options, kind, found);
	}
	try {
		await probeMethods(options);
		await fillWhileItHelps(options, head, null);
		if (pricesSince !== null) await rereadPrices({ ...options, since: pricesSince }, head);
	} finally {
		for (const endpoint of source.endpoints()) await store.recordEndpoint(endpoint);
	}
}

async function want(options: BackfillOptions, kind: FactKind, blocks: BlockRange): Promise<void> {
	const { chain, store } = options;
	if (kind !== 'batch') return store.extendWanted(chain.id, kind, blocks);
	const batches = await executedBatches(options, blocks);
	// The batch before them too: the time up to the end of the first is known only with it.
	if (batches)
		await store.extendWanted(chain.id, kind, { ...batches, from: Math.max(1, batches.from - 1) });
}

/** One look reads so many rounds at most: look again as long as that brings any. */
async function rereadPrices(options: BackfillOptions, head: ChainHead): Promise<void> {
	const { chain, store, since } = options;
	const window = { from: since, to: unixSeconds(head.timestamp + 1) };
	const countRounds = async (): Promise<number> => {
		let rounds = 0;
		for (const name of feedsOn(chain.id))
			rounds += (await store.getPriceRounds(name, window)).length;
		return rounds;
	};
	for (let known = -1, now = 0; now > known && !options.isOver();) {
		known = now;
		await collectPrices(options, head);
		now = await countRounds();
	}
}
