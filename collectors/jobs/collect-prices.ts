import {
	feedsOn,
	longestInForce,
	PRICE_FEEDS,
	type PriceFeed,
	type PriceFeedName
} from '#lib/domain/price-feeds.ts';
import { CHAINS } from '#lib/domain/chains.ts';
import type { PriceCheck, PriceRound } from '#lib/domain/prices.ts';
import { iso, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { RoundId } from './aggregator.ts';
import { failureDetail } from './failure-detail.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { PassOptions } from './pass.ts';
import {
	keyOf,
	lastRounds,
	NEWEST,
	newestRound,
	readRounds,
	ROUNDS_A_BATCH
} from './price-rounds.ts';

/** Rounds asked for at most in one pass: some weeks of a feed with an hour’s heartbeat. */
const ROUNDS_A_PASS = 1_000;

type PriceOptions = Pick<
	PassOptions,
	'chain' | 'source' | 'store' | 'since' | 'isOver' | 'signal' | 'report'
>;

/**
 * Read the feeds that stand on this chain: the newest round, and backwards what is missing of the time for which
 * fees are collected. What a feed fails in is recorded and told, and ends nothing. Times are the chain’s own.
 */
export async function collectPrices(
	options: PriceOptions,
	head: Pick<ChainHead, 'timestamp' | 'finalized'>
): Promise<void> {
	const names = feedsOn(options.chain.id);
	// All in one request: on a chain with many feeds a short pass must have time for blocks too.
	const [asked] = await Promise.allSettled([
		options.source.call(
			names.flatMap((name) => NEWEST.map((data) => ({ to: PRICE_FEEDS[name].address, data })))
		)
	]);
	for (const [index, name] of names.entries())
		await collectFeed(options, name, head, () => {
			// The failure is each feed's own: it is recorded and told for every one of them.
			if (asked.status === 'rejected') throw asked.reason;
			return asked.value.slice(index * NEWEST.length);
		});
}

async function collectFeed(
	options: PriceOptions,
	name: PriceFeedName,
	head: Pick<ChainHead, 'timestamp' | 'finalized'>,
	answers: () => readonly (string | null)[]
): Promise<void> {
	const { chain, store, signal, report } = options;
	const now = head.timestamp;
	const failed = async (detail: string) => {
		const knownTo = (await store.findPriceCheck(name))?.knownTo ?? null;
		await store.recordPrices(name, [], { checkedAt: now, knownTo, ok: false, detail });
		report({ event: 'no_price', chain: chain.id, feed: name, detail });
	};
	try {
		const newest = newestRound(answers(), PRICE_FEEDS[name], now);
		if (typeof newest === 'string') return await failed(newest);
		const detail = newest.fault ?? staleness(newest, PRICE_FEEDS[name], now);
		const check = { checkedAt: now, knownTo: now, ok: detail === null, detail };
		await store.recordPrices(name, [newest], check, knownFrom(newest.updatedAt, check));
		if (detail !== null) report({ event: 'no_price', chain: chain.id, feed: name, detail });
		try {
			await walkBack(options, name, newest, check, head.finalized?.timestamp ?? now);
		} catch (error) {
			// What is wrong with old rounds is no fault of the newest: the older ones stay unknown.
			const detail = failureDetail(error, signal);
			report({ event: 'no_price', chain: chain.id, feed: name, detail });
		}
	} catch (error) {
		await failed(failureDetail(error, signal));
	}
}

function staleness(newest: PriceRound, feed: PriceFeed, now: UnixSeconds): string | null {
	const longest = longestInForce(feed);
	if (now - newest.updatedAt <= longest) return null;
	return `the feed is stale: its newest round is from ${iso(newest.updatedAt)}, and none may be older than ${longest} s`;
}

/**
 * Fetch the rounds before `newest` that are not known, newest first, until one from before fees are collected: the
 * one in force when that began. What is stored and from after `finalizedAt` is read again, since it may have changed.
 */
async function walkBack(
	options: PriceOptions,
	name: PriceFeedName,
	newest: PriceRound,
	check: PriceCheck,
	finalizedAt: UnixSeconds
): Promise<void> {
	const { store, isOver } = options;
	const feed = PRICE_FEEDS[name];
	const since = await wantedSince(options, name);
	const always = { from: unixSeconds(0), to: unixSeconds(check.checkedAt + 1) };
	const stretches = await store.getPriceStretches(name, always);
	const known = new Map<string, PriceRound>();
	for (const round of await store.getPriceRounds(name, { ...always, from: since }))
		if (round.updatedAt <= finalizedAt && stretchAt(stretches, round.updatedAt))
			known.set(keyOf(round), round);

	let below: RoundId | null = newest;
	let oldest: number = newest.updatedAt;
	for (let asked = 0; below && oldest > since && asked < ROUNDS_A_PASS && !isOver();) {
		const next = nextMissing(below, known);
		const rounds = await readRounds(options, feed, next.missing, check.checkedAt);
		asked += next.missing.length;
		oldest = rounds.reduce((least, each) => Math.min(least, each.updatedAt), oldest);
		if (next.met) oldest = Math.min(oldest, next.met.updatedAt);
		await store.recordPrices(name, rounds, check, knownFrom(oldest, check));
		if (next.met) {
			// Below it all is known for a while: go on where that ends.
			const { from } = stretchAt(stretches, next.met.updatedAt) as TimeWindow;
			const bottom = [...known.values()].find(({ updatedAt }) => updatedAt === from);
			below = bottom && isBelow(bottom, next.at) ? bottom : next.at;
			oldest = Math.min(oldest, from);
			continue;
		}
		// The aggregator has no older ones: go on in the one before it.
		const isExhausted =
			next.at.round <= 1 ||
			(rounds.length === 0 && !(await hasRoundsBelow(options, feed, next.at, check.checkedAt)));
		below = isExhausted ? await endOfPhaseBefore(options, feed, below.phase) : next.at;
	}
}

/** Whether a round comes before another by its place: a feed that errs may say otherwise of its time. */
function isBelow(a: RoundId, b: RoundId): boolean {
	return a.phase < b.phase || (a.phase === b.phase && a.round < b.round);
}

function stretchAt(stretches: readonly TimeWindow[], time: number): TimeWindow | undefined {
	return stretches.find(({ from, to }) => from <= time && time <= to);
}

/** Every round from `from` on is known with the newest; null where that is ahead of the chain’s time. */
function knownFrom(from: number, { checkedAt }: PriceCheck): TimeWindow | null {
	return from <= checkedAt ? { from: unixSeconds(from), to: checkedAt } : null;
}

/** The next rounds below one down to one that is known, at most a batch, and how far that reached. */
function nextMissing(
	below: RoundId,
	known: ReadonlyMap<string, PriceRound>
): { missing: RoundId[]; at: RoundId; met: PriceRound | null } {
	const missing: RoundId[] = [];
	let at: RoundId = below;
	while (at.round > 1 && missing.length < ROUNDS_A_BATCH) {
		at = { phase: at.phase, round: at.round - 1 };
		const met = known.get(keyOf(at));
		if (met) return { missing, at, met };
		missing.push(at);
	}
	return { missing, at, met: null };
}

/** Whether any round below one answers, of a batch spread evenly over them: a phase may lack many and have more below. */
async function hasRoundsBelow(
	options: PriceOptions,
	feed: PriceFeed,
	{ phase, round }: RoundId,
	now: UnixSeconds
): Promise<boolean> {
	const step = Math.max(1, Math.ceil((round - 1) / ROUNDS_A_BATCH));
	const spread: RoundId[] = [];
	for (let at = 1; at < round; at += step) spread.push({ phase, round: at });
	return (await readRounds(options, feed, spread, now)).length > 0;
}

/** A place just above the last round of the phase before that has any, or null where there is none. */
async function endOfPhaseBefore(
	options: PriceOptions,
	feed: PriceFeed,
	phase: number
): Promise<RoundId | null> {
	for (let before = phase - 1; before >= 1; before--) {
		const [last = null] = await lastRounds(options, feed, [before]);
		if (last !== null) return { phase: before, round: last + 1 };
	}
	return null;
}

/** From when on a price is wanted: since fees are collected on any chain whose token this feed prices. */
async function wantedSince(
	{ store, since }: PriceOptions,
	name: PriceFeedName
): Promise<UnixSeconds> {
	let earliest = since;
	for (const { id, priceFeed } of CHAINS) {
		const [first] = priceFeed === name ? await store.getCovered(id, 'fee') : [];
		if (first && first.fromTime < earliest) earliest = first.fromTime;
	}
	return earliest;
}
