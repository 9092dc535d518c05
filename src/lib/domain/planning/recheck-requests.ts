import { predecessorReach } from '../block-intervals.ts';
import { countBlocks, unionOf, type BlockRange } from '../block-range.ts';
import type { Chain } from '../chains.ts';
import { FAMILIES } from '../families.ts';
import { feedsOn, PRICE_FEEDS } from '../price-feeds.ts';
import { HOUR } from '../time.ts';
import type { UnixSeconds } from '../units.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { request, type PlannedRequest, type RequestName } from './request-kinds.ts';

/** Headers that finding the first block at a time takes, where blocks come evenly. */
const SEARCH_HEADERS = 7;
/** Calls that one batch takes when it is collected, and that finding the batches of a window takes. */
const BATCH_SEARCHES = 3;

/** What is read of one chain to recompute measurements. */
export interface RecheckScope {
	/** Blocks that the measurements say they rest on, by what is read of them. */
	readonly blocks: readonly BlockRange[];
	readonly fees: readonly BlockRange[];
	/** Batches; null where nobody knows how many there are. */
	readonly batches: number | null;
	readonly windows: number;
	/** From when on the rounds of its feeds are read; null where none are. */
	readonly pricesSince: UnixSeconds | null;
}

/**
 * The requests that reading a scope takes, about: fees at most, since blocks without a user’s transaction have none,
 * and rounds at least, since a feed writes one sooner where its price moves.
 */
export function recheckRequests(
	chain: Chain,
	scope: RecheckScope,
	txPerBlock: ChainKnowledge['txPerBlock'],
	now: UnixSeconds
): PlannedRequest[] {
	const { systemTransactionTypes, emptyBlocksAreFictive } = FAMILIES[chain.family];
	const before = predecessorReach(emptyBlocksAreFictive);
	const counted = (ranges: readonly BlockRange[]) =>
		countBlocks(
			unionOf(ranges.map(({ from, to }) => ({ from: Math.max(0, from - before), to: to + 1 })))
		);
	const ask = (name: RequestName, calls: number) => request(name, calls, txPerBlock);
	const fees = counted(scope.fees);
	const batches = scope.batches ?? 0;
	const since = scope.pricesSince;
	const rounds =
		since === null
			? 0
			: feedsOn(chain.id).reduce(
					(sum, name) => sum + Math.max(0, now - since) / PRICE_FEEDS[name].heartbeat,
					0
				);
	return [
		ask('head', 2),
		ask('edges', scope.windows * 2 * SEARCH_HEADERS + (batches > 0 ? BATCH_SEARCHES : 0)),
		ask(systemTransactionTypes.length > 0 ? 'blocks' : 'headers', counted(scope.blocks)),
		ask('blocks', fees),
		ask('receipts', fees),
		ask('batches', batches),
		ask('batchRanges', batches),
		ask('batchEnds', batches),
		ask('rounds', rounds)
	].filter(({ calls }) => calls > 0);
}

/** Batches of so long a time at the known pace, with the one before and the one after; null where that is not known. */
export function batchesWithin(
	seconds: number,
	batchesAnHour: ChainKnowledge['batchesAnHour']
): number | null {
	return batchesAnHour === null ? null : Math.ceil((seconds / HOUR) * batchesAnHour) + 2;
}
