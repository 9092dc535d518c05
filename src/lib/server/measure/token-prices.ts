import { chainById, type Chain } from '#lib/domain/chains.ts';
import { cutWindows } from '#lib/domain/coverage.ts';
import { feedOf, PRICE_FEEDS, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import {
	hourPrices,
	pricesInForce,
	type HourPrice,
	type InForce,
	type PriceCheck,
	type PriceRound
} from '#lib/domain/prices.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';

/** What a token cost over a window, hour by hour. */
export interface TokenPrices {
	/** Ascending; hours without a price are left out. */
	readonly hours: readonly HourPrice[];
	/** What was in force when within the window, ascending. */
	readonly inForce: readonly InForce[];
	/** The chain that the feed stands on; null where there is no feed. */
	readonly feedChain: number | null;
	/** Why hours without a price have none. */
	readonly missing: string;
}

/** The prices of a chain’s gas token from its feed, on whichever chain that stands. */
export async function loadTokenPrices(
	reader: SnapshotReader,
	chain: Chain,
	window: TimeWindow
): Promise<TokenPrices> {
	const { priceFeed, gasToken } = chain;
	if (priceFeed !== null) return loadFeedPrices(reader, priceFeed, gasToken, window);
	const missing = `there is no price feed of ${gasToken}, so there is no value in dollars`;
	return { hours: [], inForce: [], feedChain: null, missing };
}

/** What a pair costs over a window, by the feed of it that stands on this chain. */
export async function loadPairPrices(
	reader: SnapshotReader,
	chain: Chain,
	pair: string,
	window: TimeWindow
): Promise<TokenPrices> {
	const name = feedOf(chain.id, pair);
	if (name) return loadFeedPrices(reader, name, pair.split(' / ')[0] ?? pair, window);
	const missing = `no feed of ${pair} is read on ${chain.name}`;
	return { hours: [], inForce: [], feedChain: null, missing };
}

async function loadFeedPrices(
	reader: SnapshotReader,
	name: PriceFeedName,
	token: string,
	window: TimeWindow
): Promise<TokenPrices> {
	const check = await reader.findPriceCheck(name);
	const rounds = await reader.getPriceRounds(name, window);
	const known = await reader.getPriceStretches(name, window);
	const feed = PRICE_FEEDS[name];
	const where = `${feed.pair.replaceAll(' ', '')} on ${chainById(feed.chainId).name}`;
	return {
		hours: hourPrices(feed, rounds, known, window),
		inForce: pricesInForce(feed, rounds, cutWindows(known, window)),
		feedChain: feed.chainId,
		missing: `no price of ${token} for this window (${where}): ${whyMissing(check, rounds)}`
	};
}

function whyMissing(check: PriceCheck | null, rounds: readonly PriceRound[]): string {
	if (!check) return 'its feed has not been read';
	const fault = rounds.findLast((round) => round.fault !== null)?.fault;
	return fault ?? check.detail ?? 'no round was in force';
}
