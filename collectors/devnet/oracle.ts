import { toHex, type Address, type Hex } from 'viem';
import { PRICE_FEEDS } from '#lib/domain/price-feeds.ts';
import { DAY, HOUR, bucketStart, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { AnvilConnection, RpcCall } from './anvil-connection.ts';
import { randomFrom } from './random.ts';

/**
 * A contract that answers each call with what its storage holds for it. Of a call with selector S and first argument A
 * (0 where there is none) the words of the answer lie from slot B + 1 on, and their number n at
 * B = (S × 2⁹⁶ + A) × 2⁸. Where n is 0 the call reverts.
 */
const RUNTIME: Hex = `0x${[
	'600035 60e01c', // S: calldata[0] >> 224
	'6060 1b', // S << 96
	'600435 01', // + A, calldata[4]
	'6008 1b', // << 8                                stack: B
	'80 54', // n, from slot B                       stack: i=n B
	'80 15 6035 57', // none: revert, at 0x35
	'5b', // 0x17: the loop, from the last word to the first
	'81 81 01 54', // the word in slot B + i              stack: word i B
	'81 6001 90 03 6005 1b 52', // memory[(i - 1) × 32] = word         stack: i B
	'6001 90 03', // i - 1
	'80 6017 57', // again while i > 0
	'50 54 6005 1b', // n × 32, from slot B again
	'6000 f3', // return memory[0 .. n × 32]
	'5b 6000 80 fd' // 0x35: revert
]
	.join('')
	.replaceAll(' ', '')}`;

/** Calls that put a contract with no answers yet at an address. */
export function answeringContract(address: Address): RpcCall {
	return ['anvil_setCode', [address, RUNTIME]];
}

/** Calls that make such a contract answer a selector with a first argument by these words. */
export function answerCalls(
	address: Address,
	selector: bigint,
	argument: bigint,
	words: readonly bigint[]
): RpcCall[] {
	const base = ((selector << 96n) + argument) << 8n;
	return [BigInt(words.length), ...words].map((word, index) => [
		'anvil_setStorageAt',
		[address, toHex(base + BigInt(index)), toHex(word, { size: 32 })]
	]);
}

/** AggregatorV3Interface (smartcontractkit/chainlink). */
const SELECTORS = {
	description: 0x7284e416n,
	decimals: 0x313ce567n,
	latestRoundData: 0xfeaf968cn,
	getRoundData: 0x9a6fc8f5n
} as const;

const FEED = PRICE_FEEDS['demo-eth-usd'];
const PHASE = 1n << 64n;
const BASE_USD = 100;

/** What demo ether costs in an hour, in USD: 100, moved by waves of nine days and a jitter, 25 % at most in all. */
export function demoPriceAt(time: UnixSeconds): number {
	const hour = bucketStart(time, HOUR);
	const wave = 0.22 * Math.sin((2 * Math.PI * hour) / (9 * DAY));
	const jitter = 0.03 * (2 * randomFrom(0x55_5344 ^ hour)() - 1);
	return BASE_USD * (1 + wave + jitter);
}

/** A price feed on a local node, with a round at the start of each hour. */
export interface DemoOracle {
	/** Write the rounds of the hours up to `now` that are not written yet. */
	writeUpTo(now: UnixSeconds): Promise<void>;
}

/** Put the feed of demo ether on a node, with the rounds of a window. */
export async function putDemoOracle(
	connection: AnvilConnection,
	window: TimeWindow
): Promise<DemoOracle> {
	const address = FEED.address as Address;
	const text = Buffer.from(FEED.pair);
	const padded = Buffer.concat([text], 32).toString('hex');
	await connection.send([
		answeringContract(address),
		...answerCalls(address, SELECTORS.description, 0n, [
			32n,
			BigInt(text.length),
			BigInt(`0x${padded}`)
		]),
		...answerCalls(address, SELECTORS.decimals, 0n, [BigInt(FEED.decimals)])
	]);
	let next = bucketStart(window.from + HOUR - 1, HOUR);
	let round = 1n;
	const oracle: DemoOracle = {
		async writeUpTo(now) {
			const written: Promise<unknown>[] = [];
			for (; next <= now; next = unixSeconds(next + HOUR), round += 1n) {
				const answer = BigInt(Math.round(demoPriceAt(next) * 10 ** FEED.decimals));
				const words = [PHASE + round, answer, BigInt(next), BigInt(next), PHASE + round];
				// One request a round: those of a batch run in no order, and the newest must be the last.
				const calls = [
					...answerCalls(address, SELECTORS.getRoundData, PHASE + round, words),
					...answerCalls(address, SELECTORS.latestRoundData, 0n, words)
				];
				written.push(connection.send(calls));
			}
			await Promise.all(written);
		}
	};
	await oracle.writeUpTo(window.to);
	return oracle;
}
