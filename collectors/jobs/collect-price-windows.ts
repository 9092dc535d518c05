import { windowsBetween } from '#lib/domain/coverage.ts';
import { PRICE_FEEDS, type PriceFeed, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import type { PriceRound } from '#lib/domain/prices.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { ChainHead } from '#lib/server/store/ports/heads.ts';
import type { RoundId } from './aggregator.ts';
import { failureDetail } from './failure-detail.ts';
import type { WantedWindows } from './history-work.ts';
import type { PassOptions } from './pass.ts';
import { lastRounds, readNewest, readRounds, ROUNDS_A_BATCH } from './price-rounds.ts';

type WindowOptions = Pick<
	PassOptions,
	'chain' | 'source' | 'store' | 'isOver' | 'signal' | 'report'
>;

/** One aggregator behind the proxy, and the time in which its rounds are the feed’s. */
interface PricePhase {
	readonly phase: number;
	/** Its first round that has an answer. */
	readonly first: PriceRound;
	readonly lastRound: number;
	/** From its first round to the first one of a later phase, whatever it goes on to write; null: until now. */
	readonly until: UnixSeconds | null;
}

/** A feed as it is read in one pass. */
interface OpenFeed {
	readonly name: PriceFeedName;
	readonly feed: PriceFeed;
	readonly now: UnixSeconds;
	readonly phases: readonly PricePhase[];
}

/**
 * Read the rounds of windows in the past, newest first, each found by halving its phase and then read whole, with the
 * round in force at its start. `getRoundData` of an old round is a call to the newest state: no archive is needed. What
 * a feed fails in is told and ends nothing.
 */
export async function collectPriceWindows(
	options: WindowOptions,
	head: Pick<ChainHead, 'timestamp'>,
	wanted: WantedWindows['prices']
): Promise<void> {
	const { chain, store, signal, report } = options;
	const opened = new Map<PriceFeedName, OpenFeed | null>();
	for (const { feed: name, window } of wanted.toSorted((a, b) => b.window.to - a.window.to)) {
		const past = { from: window.from, to: window.to < head.timestamp ? window.to : head.timestamp };
		const pieces = windowsBetween(past, await store.getPriceStretches(name, past));
		if (pieces.length === 0 || options.isOver()) continue;
		try {
			const open = opened.get(name) ?? (await openFeed(options, name, head.timestamp));
			opened.set(name, open);
			if (open) for (const piece of pieces.toReversed()) await readPiece(options, open, piece);
		} catch (error) {
			const detail = failureDetail(error, signal);
			report({ event: 'no_price', chain: chain.id, feed: name, detail });
		}
	}
}

/** A feed and its phases; null where it is not the one we mean, which the pass has told of by then. */
async function openFeed(
	options: WindowOptions,
	name: PriceFeedName,
	now: UnixSeconds
): Promise<OpenFeed | null> {
	const feed = PRICE_FEEDS[name];
	const newest = await readNewest(options, feed, now);
	if (typeof newest === 'string') return null;
	return { name, feed, now, phases: await readPhases(options, feed, newest, now) };
}

/** The phases that have rounds, ascending; those that a later one overtook before they began are left out. */
async function readPhases(
	options: Pick<PassOptions, 'source'>,
	feed: PriceFeed,
	newest: RoundId,
	now: UnixSeconds
): Promise<PricePhase[]> {
	const before = Array.from({ length: Math.max(0, newest.phase - 1) }, (_, index) => index + 1);
	const lasts = await lastRounds(options, feed, before);
	const ends = [
		...before.map((phase, index) => ({ phase, last: lasts[index] ?? null })),
		{ phase: newest.phase, last: newest.round }
	].flatMap(({ phase, last }) => (last === null ? [] : [{ phase, last }]));
	const firsts = await readRounds(
		options,
		feed,
		ends.map(({ phase }) => ({ phase, round: 1 })),
		now
	);
	const phases: PricePhase[] = [];
	let until: UnixSeconds | null = null;
	for (const { phase, last } of ends.toReversed()) {
		const first: PriceRound | null =
			firsts.find((each) => each.phase === phase) ??
			(await firstAnswered(options, feed, { phase, round: 1 }, last, now));
		if (!first || (until !== null && first.updatedAt >= until)) continue;
		phases.unshift({ phase, first, lastRound: last, until });
		until = first.updatedAt;
	}
	return phases;
}

/** The first round above `after` that has an answer; null where none has. */
async function firstAnswered(
	options: Pick<PassOptions, 'source'>,
	feed: PriceFeed,
	after: RoundId,
	last: number,
	now: UnixSeconds
): Promise<PriceRound | null> {
	for (let from = after.round + 1; from <= last; from += ROUNDS_A_BATCH) {
		const length = Math.min(ROUNDS_A_BATCH, last - from + 1);
		const ids = Array.from({ length }, (_, index) => ({ ...after, round: from + index }));
		const [first] = await readRounds(options, feed, ids, now);
		if (first) return first;
	}
	return null;
}

/** Read what is missing of a window, the newest phase first. */
async function readPiece(options: WindowOptions, open: OpenFeed, piece: TimeWindow): Promise<void> {
	for (const phase of open.phases.toReversed()) {
		const part = {
			from: unixSeconds(Math.max(piece.from, phase.first.updatedAt)),
			to: unixSeconds(Math.min(piece.to, phase.until ?? open.now))
		};
		if (part.from >= part.to) continue;
		if (!(await readPart(options, open, phase, part))) return;
	}
	// Before its first round a feed has none: that is known too.
	const begin = open.phases[0]?.first.updatedAt ?? open.now;
	const to = unixSeconds(Math.min(piece.to, begin));
	if (piece.from < to) await record(options, open, [], { from: piece.from, to });
}

/** Read the rounds of one phase that are in force in a part of its time. False where the pass was over before. */
async function readPart(
	options: WindowOptions,
	open: OpenFeed,
	{ phase, first, lastRound }: PricePhase,
	part: TimeWindow
): Promise<boolean> {
	const above = await firstAtOrAfter(options, open, { phase, first, lastRound }, part.to);
	let next = Math.min(above, lastRound);
	for (let reached = Infinity; next >= first.round && reached > part.from;) {
		if (options.isOver()) return false;
		const length = Math.min(ROUNDS_A_BATCH, next - first.round + 1);
		const ids = Array.from({ length }, (_, index) => ({ phase, round: next - index }));
		const rounds = await readRounds(options, open.feed, ids, open.now);
		next -= length;
		const lowest = rounds.at(-1);
		if (!lowest) continue;
		reached = lowest.updatedAt;
		const from = unixSeconds(Math.min(reached, part.to));
		await record(options, open, rounds, { from, to: part.to });
	}
	return true;
}

/**
 * The first round of a phase from a time on, by halving: one round is asked for at a time, and the nearest below it
 * where it has no answer. One past the last where none is as late.
 */
async function firstAtOrAfter(
	options: Pick<PassOptions, 'source'>,
	{ feed, now }: OpenFeed,
	{ phase, first, lastRound }: Pick<PricePhase, 'phase' | 'first' | 'lastRound'>,
	time: UnixSeconds
): Promise<number> {
	if (first.updatedAt >= time) return first.round;
	let [low, high] = [first.round, lastRound + 1];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		let found: PriceRound | undefined;
		for (let at = middle, length = 1; at > low && !found;) {
			const ids = Array.from({ length: Math.min(length, at - low) }, (_, index) => ({
				phase,
				round: at - index
			}));
			[found] = await readRounds(options, feed, ids, now);
			at -= ids.length;
			length = ROUNDS_A_BATCH;
		}
		if (found && found.updatedAt >= time) high = found.round;
		else low = middle;
	}
	return high;
}

/** Keep rounds; the check of the feed stays what the pass found. */
async function record(
	{ store }: WindowOptions,
	{ name, now }: OpenFeed,
	rounds: readonly PriceRound[],
	known: TimeWindow
): Promise<void> {
	const check = await store.findPriceCheck(name);
	const looked = { checkedAt: now, knownTo: null, ok: true, detail: null };
	await store.recordPrices(name, rounds, check ?? looked, known);
}
