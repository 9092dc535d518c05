import type { PriceFeedName } from '#lib/domain/price-feeds.ts';
import type { PriceCheck, PriceRound } from '#lib/domain/prices.ts';
import type { TimeWindow } from '#lib/domain/time.ts';

/** The reads of price feeds. */
export interface PriceReads {
	/**
	 * Rounds of a price feed within a window, with the last at or before its start and the first at or after its end,
	 * ascending in time.
	 */
	getPriceRounds(feed: PriceFeedName, window: TimeWindow): Promise<PriceRound[]>;
	/** The times in which every round of a feed is known, where they touch the window; ascending, merged. */
	getPriceStretches(feed: PriceFeedName, window: TimeWindow): Promise<TimeWindow[]>;
	/** What the last look at a feed came to; null when it was never looked at. */
	findPriceCheck(feed: PriceFeedName): Promise<PriceCheck | null>;
}

/** The writes of price feeds. */
export interface PriceWrites {
	/**
	 * Keep rounds of a feed, in place of what was told of them before, and what the look at it came to. `known` is a time
	 * of which every round is stored with these.
	 */
	recordPrices(
		feed: PriceFeedName,
		rounds: readonly PriceRound[],
		check: PriceCheck,
		known?: TimeWindow | null
	): Promise<void>;
}
