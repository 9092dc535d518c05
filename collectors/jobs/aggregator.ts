import type { PriceFeed } from '#lib/domain/price-feeds.ts';
import type { PriceRound } from '#lib/domain/prices.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { calldata, wordsOf } from './abi.ts';

/**
 * Reading Chainlink’s AggregatorV3Interface and its proxy (smartcontractkit/chainlink, AggregatorProxyInterface):
 * selectors, and the few ABI shapes that their answers have.
 */
export const DESCRIPTION = '0x7284e416';
export const DECIMALS = '0x313ce567';
export const LATEST_ROUND_DATA = '0xfeaf968c';
/** Of an aggregator behind a proxy. */
export const LATEST_ROUND = '0x668a0f02';

/** A round’s place: which aggregator behind the proxy, and its number there. */
export interface RoundId {
	readonly phase: number;
	readonly round: number;
}

/** What the five words of a round say, unchecked. */
export interface RoundData {
	readonly roundId: bigint;
	readonly answer: bigint;
	readonly startedAt: bigint;
	readonly updatedAt: bigint;
	readonly answeredInRound: bigint;
}

/** Calldata of `getRoundData(uint80)`: a proxy numbers rounds phase × 2⁶⁴ + the aggregator’s own number. */
export function getRoundData({ phase, round }: RoundId): string {
	return calldata('0x9a6fc8f5', (BigInt(phase) << 64n) | BigInt(round));
}

/** Calldata of `phaseAggregators(uint16)`: the aggregator of a phase. */
export function phaseAggregators(phase: number): string {
	return calldata('0xc1597304', BigInt(phase));
}

/** The text in an answer (offset, length, UTF-8), or null. */
export function decodeText(answer: string | null): string | null {
	const bytes = Buffer.from(answer?.slice(2) ?? '', 'hex');
	if (bytes.length < 64) return null;
	const offset = BigInt(`0x${bytes.toString('hex', 0, 32)}`);
	if (offset > BigInt(bytes.length - 32)) return null;
	const start = Number(offset) + 32;
	const length = BigInt(`0x${bytes.toString('hex', start - 32, start)}`);
	if (length > BigInt(bytes.length - start)) return null;
	return bytes.toString('utf8', start, start + Number(length));
}

/** The five words of a round, or null of an answer of another length. */
export function decodeRound(answer: string | null): RoundData | null {
	const words = wordsOf(answer);
	if (words?.length !== 5) return null;
	const [roundId, answered, startedAt, updatedAt, answeredInRound] = words as FiveWords;
	return { roundId, answer: BigInt.asIntN(256, answered), startedAt, updatedAt, answeredInRound };
}

type FiveWords = [bigint, bigint, bigint, bigint, bigint];

/** The phase and number that a proxy’s round id is made of; null for one that no aggregator counts to. */
export function roundIdOf(id: bigint): RoundId | null {
	const round = id & ((1n << 64n) - 1n);
	if (round > BigInt(Number.MAX_SAFE_INTEGER) || id >> 80n !== 0n) return null;
	return { phase: Number(id >> 64n), round: Number(round) };
}

/**
 * A round as it is kept: with its price, or with what is wrong with it. A text instead where it cannot be kept at all,
 * since it does not say when it is from, or says a time after `now`.
 */
export function checkedRound(
	data: RoundData,
	feed: PriceFeed,
	now: UnixSeconds
): PriceRound | string {
	const { roundId, answer, startedAt, updatedAt, answeredInRound } = data;
	const id = roundIdOf(roundId);
	if (!id) return `round ${roundId} has a number that no aggregator counts to`;
	const name = `round ${id.round} of phase ${id.phase}`;
	if (updatedAt === 0n) return `${name} has no answer yet`;
	// The head that the chain’s time is taken from may be a few blocks behind the one that was read.
	if (updatedAt > BigInt(now + CLOCK_SLACK) || startedAt > BigInt(now + CLOCK_SLACK))
		return `${name} says it is from the future: ${updatedAt} s, where the chain is at ${now} s`;
	const fault =
		answer <= 0n
			? `${name} answers ${answer}, which is no price of ${feed.pair}`
			: answeredInRound < roundId
				? `${name} carries the answer of an earlier round over`
				: null;
	return {
		...id,
		answer: fault === null ? answer : null,
		startedAt: unixSeconds(Number(startedAt)),
		updatedAt: unixSeconds(Number(updatedAt)),
		fault
	};
}

const CLOCK_SLACK = 300;
