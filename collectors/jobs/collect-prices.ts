import {
	feedsOn,
	longestInForce,
	PRICE_FEEDS,
	type PriceFeed,
	type PriceFeedName
} from '#lib/domain/price-feeds.ts';
import { CHAINS } from '#lib/domain/chains.ts';
import type { PriceCheck, PriceRound } from '#lib/domain/prices.ts';
import { iso } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import {
	checkedRound,
	DECIMALS,
	decodeAddress,
	decodeRound,
	decodeText,
	decodeUint,
	DESCRIPTION,
	getRoundData,
	LATEST_ROUND,
	LATEST_ROUND_DATA,
	phaseAggregators,
	roundIdOf,
	type RoundId
} from './aggregator.ts';
import type { ChainHead } from '#lib/server/store/ports.ts';
import type { PassOptions } from './pass.ts';

/** Rounds asked for at a time, and at most in one pass: some weeks of a feed with an hour’s heartbeat. */
const ROUNDS_A_BATCH = 50;
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
	const asked = options.source.call(
		names.flatMap((name) => NEWEST.map((data) => ({ to: PRICE_FEEDS[name].address, data })))
	);
	// Each feed reports the failure; where there is none, nobody does.
	asked.catch(() => undefined);
	for (const [index, name] of names.entries()) {
		const answers = asked.then((all) => all.slice(index * NEWEST.length));
		await collectFeed(options, name, answers, head);
	}
}

/** What is asked of every feed, in this order. */
const NEWEST = [DESCRIPTION, DECIMALS, LATEST_ROUND_DATA];

async function collectFeed(
	options: PriceOptions,
	name: PriceFeedName,
	answers: Promise<(string | null)[]>,
	head: Pick<ChainHead, 'timestamp' | 'finalized'>
): Promise<void> {
	const { chain, store, signal, report } = options;
	const now = head.timestamp;
	const failed = async (detail: string) => {
		const knownTo = (await store.findPriceCheck(name))?.knownTo ?? null;
		await store.recordPrices(name, [], { checkedAt: now, knownTo, ok: false, detail });
		report({ event: 'no_price', chain: chain.id, feed: name, detail });
	};
	try {
		const newest = readNewest(await answers, PRICE_FEEDS[name], now);
		if (typeof newest === 'string') return await failed(newest);
		const detail = newest.fault ?? staleness(newest, PRICE_FEEDS[name], now);
		const check = { checkedAt: now, knownTo: now, ok: detail === null, detail };
		await store.recordPrices(name, [newest], check);
		if (detail !== null) report({ event: 'no_price', chain: chain.id, feed: name, detail });
		await walkBack(options, name, newest, check, head.finalized?.timestamp ?? now);
	} catch (error) {
		if (signal.aborted && error === signal.reason) throw error;
		await failed(error instanceof Error ? error.message : String(error));
	}
}

/** The newest round, after the feed has said that it is the one we mean; else what is wrong. */
function readNewest(
	[description = null, decimals = null, latest = null]: readonly (string | null)[],
	feed: PriceFeed,
	now: UnixSeconds
): PriceRound | string {
	const pair = decodeText(description);
	if (pair === null) return `no feed answers at ${feed.address}: it has no description`;
	if (pair !== feed.pair)
		return `the feed at ${feed.address} describes itself as "${pair}", not as "${feed.pair}"`;
	const places = decodeUint(decimals);
	if (places !== BigInt(feed.decimals))
		return `the feed at ${feed.address} has ${places ?? 'no'} decimals, not ${feed.decimals}`;
	const round = decodeRound(latest);
	if (!round) return `the feed at ${feed.address} has no newest round`;
	return checkedRound(round, feed, now);
}

function staleness(newest: PriceRound, feed: PriceFeed, now: UnixSeconds): string | null {
	const longest = longestInForce(feed);
	if (now - newest.updatedAt <= longest) return null;
	return `the feed is stale: its newest round is from ${iso(newest.updatedAt)}, and none may be older than ${longest} s`;
}

/**
 * Fetch the rounds before `newest` that are not stored, newest first, until one from before fees are collected: the
 * one in force when that began. What is stored and from after `finalizedAt` is read again, since it may have changed.
 */
async function walkBack(
	options: PriceOptions,
	name: PriceFeedName,
	newest: PriceRound,
	check: PriceCheck,
	finalizedAt: UnixSeconds
): Promise<void> {
	const { source, store, isOver } = options;
	const feed = PRICE_FEEDS[name];
	const since = await wantedSince(options, name);
	const window = { from: since, to: unixSeconds(check.checkedAt + 1) };
	const known = new Map<string, PriceRound>();
	for (const round of await store.getPriceRounds(name, window))
		if (round.updatedAt <= finalizedAt) known.set(keyOf(round), round);

	let below: RoundId | null = newest;
	let oldest: number = newest.updatedAt;
	for (let asked = 0; below && oldest > since && asked < ROUNDS_A_PASS && !isOver();) {
		const next = nextMissing(below, known, since);
		const rounds = await readRounds(options, feed, next.missing, check.checkedAt);
		asked += next.missing.length;
		if (rounds.length > 0) await store.recordPrices(name, rounds, check);
		if (next.reachesSince) return;
		oldest = rounds.reduce((least, each) => Math.min(least, each.updatedAt), oldest);
		// The aggregator has no older ones, or does not know any of a whole batch: go on in the one before it.
		const isExhausted = next.at.round <= 1 || rounds.length === 0;
		below = isExhausted ? await endOfPhaseBefore(source, feed, below.phase) : next.at;
	}
}

/** The next rounds below one that are not known, at most a batch, and how far that reached. */
function nextMissing(
	below: RoundId,
	known: ReadonlyMap<string, PriceRound>,
	since: UnixSeconds
): { missing: RoundId[]; at: RoundId; reachesSince: boolean } {
	const missing: RoundId[] = [];
	let at: RoundId = below;
	while (at.round > 1 && missing.length < ROUNDS_A_BATCH) {
		at = { phase: at.phase, round: at.round - 1 };
		const round = known.get(keyOf(at));
		if (!round) missing.push(at);
		else if (round.updatedAt <= since) return { missing, at, reachesSince: true };
	}
	return { missing, at, reachesSince: false };
}

/** Those of the asked rounds that the feed has, and that say when they are from. */
async function readRounds(
	{ source }: PriceOptions,
	feed: PriceFeed,
	ids: readonly RoundId[],
	now: UnixSeconds
): Promise<PriceRound[]> {
	const answers = await source.call(
		ids.map((id) => ({ to: feed.address, data: getRoundData(id) }))
	);
	return answers.flatMap((answer, index) => {
		const data = decodeRound(answer);
		const round = data && checkedRound(data, feed, now);
		const isAsked = typeof round === 'object' && round && keyOf(round) === keyOf(ids[index]!);
		return isAsked ? [round] : [];
	});
}

/** A place just above the last round of the phase before, or null where the proxy knows of none. */
async function endOfPhaseBefore(
	source: PriceOptions['source'],
	feed: PriceFeed,
	phase: number
): Promise<RoundId | null> {
	if (phase <= 1) return null;
	const [found = null] = await source.call([
		{ to: feed.address, data: phaseAggregators(phase - 1) }
	]);
	const aggregator = decodeAddress(found);
	if (!aggregator) return null;
	const [last = null] = await source.call([{ to: aggregator, data: LATEST_ROUND }]);
	const id = roundIdOf(decodeUint(last) ?? 0n);
	return id && id.round > 0 ? { phase: phase - 1, round: id.round + 1 } : null;
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

function keyOf({ phase, round }: RoundId): string {
	return `${phase}/${round}`;
}
