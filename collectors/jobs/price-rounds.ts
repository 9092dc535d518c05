import type { PriceFeed } from '#lib/domain/price-feeds.ts';
import type { PriceRound } from '#lib/domain/prices.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { addressOf, uintOf } from './abi.ts';
import {
	checkedRound,
	DECIMALS,
	decodeRound,
	decodeText,
	DESCRIPTION,
	getRoundData,
	LATEST_ROUND,
	LATEST_ROUND_DATA,
	phaseAggregators,
	roundIdOf,
	type RoundId
} from './aggregator.ts';
import type { PassOptions } from './pass.ts';

/** Rounds asked for at a time. */
export const ROUNDS_A_BATCH = 50;

type Asked = Pick<PassOptions, 'source'>;

/** What is asked of every feed, in this order. */
export const NEWEST = [DESCRIPTION, DECIMALS, LATEST_ROUND_DATA];

/** The newest round in answers to `NEWEST`, where the feed says that it is the one we mean; else what is wrong. */
export function newestRound(
	[description = null, decimals = null, latest = null]: readonly (string | null)[],
	feed: PriceFeed,
	now: UnixSeconds
): PriceRound | string {
	const pair = decodeText(description);
	if (pair === null) return `no feed answers at ${feed.address}: it has no description`;
	if (pair !== feed.pair)
		return `the feed at ${feed.address} describes itself as "${pair}", not as "${feed.pair}"`;
	const places = uintOf(decimals);
	if (places !== BigInt(feed.decimals))
		return `the feed at ${feed.address} has ${places ?? 'no'} decimals, not ${feed.decimals}`;
	const round = decodeRound(latest);
	if (!round) return `the feed at ${feed.address} has no newest round`;
	return checkedRound(round, feed, now);
}

/** The newest round of one feed. */
export async function readNewest(
	{ source }: Asked,
	feed: PriceFeed,
	now: UnixSeconds
): Promise<PriceRound | string> {
	const asked = NEWEST.map((data) => ({ to: feed.address, data }));
	return newestRound(await source.call(asked), feed, now);
}

/**
 * Those of the asked rounds that there are, in the order asked: one that the feed refuses, or that has no answer yet,
 * changes no price. Throws Error for an answer that is of another round or cannot be kept.
 */
export async function readRounds(
	{ source }: Asked,
	feed: PriceFeed,
	ids: readonly RoundId[],
	now: UnixSeconds
): Promise<PriceRound[]> {
	if (ids.length === 0) return [];
	const answers = await source.call(
		ids.map((id) => ({ to: feed.address, data: getRoundData(id) }))
	);
	return answers.flatMap((answer, index) => {
		const id = ids[index] as RoundId;
		if (answer === null) return [];
		const data = decodeRound(answer);
		if (!data)
			throw new Error(
				`the feed of ${feed.pair} answers no round when asked for round ${id.round} of phase ${id.phase}: ${answer.slice(0, 80)}`
			);
		if (data.updatedAt === 0n) return [];
		const round = checkedRound(data, feed, now);
		if (typeof round === 'string') throw new Error(`the feed of ${feed.pair}: ${round}`);
		if (keyOf(round) !== keyOf(id))
			throw new Error(
				`the feed of ${feed.pair} answers round ${round.round} of phase ${round.phase} when asked for round ${id.round} of phase ${id.phase}`
			);
		return [round];
	});
}

/**
 * The last round of each of these phases, null where the proxy knows of none. Throws Error where that is refused: a
 * phase that cannot be asked is not one without rounds.
 */
export async function lastRounds(
	{ source }: Asked,
	feed: PriceFeed,
	phases: readonly number[]
): Promise<(number | null)[]> {
	if (phases.length === 0) return [];
	const refused = (index: number, what: string) =>
		new Error(`the feed of ${feed.pair} does not say the ${what} of phase ${phases[index]}`);
	const found = await source.call(
		phases.map((phase) => ({ to: feed.address, data: phaseAggregators(phase) }))
	);
	const aggregators = found.map((answer, index) => {
		if (uintOf(answer) === null) throw refused(index, 'aggregator');
		return addressOf(answer);
	});
	const there = aggregators.filter((each) => each !== null);
	if (there.length === 0) return phases.map(() => null);
	const lasts = await source.call(there.map((to) => ({ to, data: LATEST_ROUND })));
	let next = 0;
	return aggregators.map((aggregator, index) => {
		if (aggregator === null) return null;
		const last = uintOf(lasts[next++]);
		if (last === null) throw refused(index, 'last round');
		const id = roundIdOf(last);
		return id && id.round > 0 ? id.round : null;
	});
}

/** One spelling of a round’s place. */
export function keyOf({ phase, round }: RoundId): string {
	return `${phase}/${round}`;
}
