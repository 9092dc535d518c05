import { cutWindows } from './coverage.ts';
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
export interface InForce extends TimeWindow {
	readonly usd: number;
	readonly round: PriceRound;
}

/**
 * The price of each hour of a window that has one, ascending. A round is in force from its time until the next one’s,
 * for as long as the feed allows, and only in the stretches of which every round is known; a round with a fault has no
 * price. A later phase is the feed from its first round on, whatever the one before it still writes.
 */
export function hourPrices(
	feed: PriceFeed,
	rounds: readonly PriceRound[],
	known: readonly TimeWindow[],
	window: TimeWindow
): HourPrice[] {
	const hours = new Map<number, InForce[]>();
	for (const each of pricesInForce(feed, rounds, known)) {
		const from = Math.max(each.from, window.from);
		const to = Math.min(each.to, window.to);
		for (let hour = bucketStart(from, HOUR) as number; hour < to; hour += HOUR) {
			const part = {
				...each,
				from: Math.max(from, hour) as UnixSeconds,
				to: Math.min(to, hour + HOUR) as UnixSeconds
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
	known: readonly TimeWindow[],
	at: UnixSeconds
): number | null {
	const isEnd = known.some(({ to }) => to === at);
	const inForce = pricesInForce(feed, rounds, known);
	return (
		inForce.find(({ from, to }) => from <= at && (at < to || (isEnd && at === to)))?.usd ?? null
	);
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

/** What was in force when, ascending; see `hourPrices`. */
export function pricesInForce(
	feed: PriceFeed,
	rounds: readonly PriceRound[],
	known: readonly TimeWindow[]
): InForce[] {
	const ascending = rounds.toSorted(
		(a, b) => a.updatedAt - b.updatedAt || a.phase - b.phase || a.round - b.round
	);
	let phase = 0;
	const counted = ascending.filter((each) => {
		phase = Math.max(phase, each.phase);
		return each.phase === phase;
	});
	return counted.flatMap((round, index) => {
		if (round.answer === null) return [];
		const stale = round.updatedAt + Math.floor(longestInForce(feed)) + 1;
		const to = Math.min(stale, counted[index + 1]?.updatedAt ?? stale) as UnixSeconds;
		const usd = Number(round.answer) / 10 ** feed.decimals;
		return cutWindows(known, { from: round.updatedAt, to }).map((part) => ({
			...part,
			usd,
			round
		}));
	});
}
