import { longestInForce, type PriceFeed } from './price-feeds.ts';
import { bucketStart, HOUR, type TimeWindow } from './time.ts';
import type { UnixSeconds } from './units.ts';

/** A round as the feed told it. */
export interface PriceRound {
	/** Which aggregator behind the proxy wrote it; 0 where there is no proxy. */
	readonly phase: number;
	/** Its number there, from 1 on. */
	readonly round: number;
	/** The price × 10^decimals of the feed; null where `fault` says why it is none. */
	readonly answer: bigint | null;
	readonly startedAt: UnixSeconds;
	readonly updatedAt: UnixSeconds;
	readonly fault: string | null;
}

/** What the last look at a feed came to. */
export interface PriceCheck {
	/** The chain’s time when it was looked at. */
	readonly checkedAt: UnixSeconds;
	/** The rounds up to this time are known; null before the first reading that told any. */
	readonly knownTo: UnixSeconds | null;
	readonly ok: boolean;
	/** Why it gives no price, or null. */
	readonly detail: string | null;
}

/** What a token cost in one UTC hour, in USD. */
export interface HourPrice {
	readonly hour: UnixSeconds;
	/** Mean over the seconds of the hour that have a price. */
	readonly usd: number;
	/** Lowest and highest in force during the hour. */
	readonly low: number;
	readonly high: number;
	/** Seconds of the hour that have a price ÷ 3600. */
	readonly share: number;
}

/** A price and the time it was in force. */
interface InForce extends TimeWindow {
	readonly usd: number;
}

/**
 * The price of each hour of a window that has one, ascending. A round is in force from its time until the next one’s,
 * for as long as the feed allows, and no longer than the rounds are known; a round with a fault, and the
 * time after a round whose successor was not read, have no price.
 */
export function hourPrices(
	feed: PriceFeed,
	rounds: readonly PriceRound[],
	knownTo: UnixSeconds | null,
	window: TimeWindow
): HourPrice[] {
	const hours = new Map<number, InForce[]>();
	for (const each of pricesInForce(feed, rounds, knownTo)) {
		const from = Math.max(each.from, window.from);
		const to = Math.min(each.to, window.to);
		for (let hour = bucketStart(from, HOUR) as number; hour < to; hour += HOUR) {
			const part = {
				from: Math.max(from, hour) as UnixSeconds,
				to: Math.min(to, hour + HOUR) as UnixSeconds,
				usd: each.usd
			};
			const parts = hours.get(hour);
			if (parts) parts.push(part);
			else hours.set(hour, [part]);
		}
	}
	return [...hours]
		.sort(([a], [b]) => a - b)
		.map(([hour, parts]) => hourPrice(hour as UnixSeconds, parts));
}

/** The price in force at a second, by the same rules; null where there is none. The newest that is known still counts. */
export function priceAt(
	feed: PriceFeed,
	rounds: readonly PriceRound[],
	knownTo: UnixSeconds | null,
	at: UnixSeconds
): number | null {
	const inForce = pricesInForce(feed, rounds, knownTo);
	return inForce.find(({ from, to }) => from <= at && (at < to || at === knownTo))?.usd ?? null;
}

function hourPrice(hour: UnixSeconds, parts: readonly InForce[]): HourPrice {
	const seconds = parts.reduce((sum, { from, to }) => sum + to - from, 0);
	const weighted = parts.reduce((sum, { from, to, usd }) => sum + usd * (to - from), 0);
	const low = parts.reduce((least, { usd }) => Math.min(least, usd), Infinity);
	const high = parts.reduce((most, { usd }) => Math.max(most, usd), 0);
	// Rounding must not put the mean beside what it is the mean of.
	const usd = Math.min(high, Math.max(low, weighted / seconds));
	return { hour, usd, low, high, share: seconds / HOUR };
}

function pricesInForce(
	feed: PriceFeed,
	rounds: readonly PriceRound[],
	knownTo: UnixSeconds | null
): InForce[] {
	if (knownTo === null) return [];
	const ascending = rounds.toSorted(
		(a, b) => a.updatedAt - b.updatedAt || a.phase - b.phase || a.round - b.round
	);
	return ascending.flatMap((each, index) => {
		const next = ascending[index + 1];
		if (each.answer === null || (next && isSkipped(each, next))) return [];
		const stale = each.updatedAt + Math.floor(longestInForce(feed)) + 1;
		const to = Math.min(stale, next?.updatedAt ?? knownTo, knownTo) as UnixSeconds;
		if (to <= each.updatedAt) return [];
		return [{ from: each.updatedAt, to, usd: Number(each.answer) / 10 ** feed.decimals }];
	});
}

/** Whether a round between these two was not read: when it took over is not known. */
function isSkipped(each: PriceRound, next: PriceRound): boolean {
	return each.phase === next.phase && next.round > each.round + 1;
}
