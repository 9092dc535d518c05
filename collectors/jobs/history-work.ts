import type { BlockFact } from '#lib/domain/facts.ts';
import type { PriceFeedName } from '#lib/domain/price-feeds.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** Windows in the past that readings ask of a chain, beside its blocks. */
export interface WantedWindows {
	/** Of fee histories; where only base fees are asked for, stored blocks serve as well. */
	readonly fees: readonly { readonly window: TimeWindow; readonly onlyBaseFees: boolean }[];
	readonly prices: readonly { readonly feed: PriceFeedName; readonly window: TimeWindow }[];
}

/** What the passes of one process over one chain know of the past that is asked for. */
export interface HistoryWork {
	/** What is asked for, of data up to `end`. */
	windows(end: UnixSeconds): WantedWindows;
	/** Hours of fee histories that are wanted and not stored, ascending; those that failed come first. */
	missing: { readonly key: string; readonly hours: UnixSeconds[] } | null;
	/** Before this the node has no block; null where that is not known. */
	oldest: UnixSeconds | null;
	/** Headers that were met last, from which the next are looked for. */
	anchors: readonly BlockFact[];
	/** Whether the last try failed: the next one is made when slow facts are due. */
	hasFailed: boolean;
}

/** Work of which nothing was done yet. */
export function createHistoryWork(windows: HistoryWork['windows']): HistoryWork {
	return { windows, missing: null, oldest: null, anchors: [], hasFailed: false };
}
