import { PRICE_FEEDS } from '#lib/domain/price-feeds.ts';
import type { Anvil } from './start-anvil.ts';

/**
 * A contract that answers each call with what its storage holds for it. Of a call with selector S and first argument A
 * (0 where there is none) the words of the answer lie from slot B + 1 on, and their number n at
 * B = (S × 2⁹⁶ + A) × 2⁸. Where n is 0 the call reverts.
 */
const RUNTIME = [
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
	.replaceAll(' ', '');

const FEED = PRICE_FEEDS['eth-usd'].address;
const [DESCRIPTION, DECIMALS, LATEST_ROUND_DATA] = [0x7284e416n, 0x313ce567n, 0xfeaf968cn];
const [GET_ROUND_DATA, PHASE_AGGREGATORS, LATEST_ROUND] = [0x9a6fc8f5n, 0xc1597304n, 0x668a0f02n];

export interface Round {
	readonly phase: number;
	readonly round: number;
	/** In units of 10⁻⁸ USD. */
	readonly answer: bigint;
	readonly updatedAt: number;
}

/** A price feed on a local node, at the address that Chainlink's ETH / USD has on Ethereum. */
export interface Oracle {
	/** What `description()` answers, in at most 31 characters. */
	describe(text: string): Promise<void>;
	/** Rounds that `getRoundData` answers; the last is the newest. */
	setRounds(rounds: readonly Round[]): Promise<void>;
	/** Make `latestRoundData` answer this, and `getRoundData` what it answered before. */
	setNewest(round: Round): Promise<void>;
	/** What `phaseAggregators(phase)` answers, and that one's `latestRound()`. */
	setPhase(phase: number, aggregator: string, latestRound: number): Promise<void>;
}

/** Put the contract at an address: what it answers is set with `answersOn`. */
export async function putAnswers(anvil: Anvil, address: string): Promise<void> {
	await anvil.rpc('anvil_setCode', address, `0x${RUNTIME}`);
}

/** Set the words that a contract put there answers to a selector with a first argument, 0 for none. */
export function answersOn(anvil: Anvil) {
	return async (to: string, selector: bigint, argument: bigint, words: readonly bigint[]) => {
		const base = ((selector << 96n) + argument) << 8n;
		for (const [index, each] of [BigInt(words.length), ...words].entries())
			await anvil.rpc('anvil_setStorageAt', to, hex(base + BigInt(index)), word(each));
	};
}

/** Put a feed of 8 decimals for ETH / USD on a node; it has no round yet. */
export async function putOracle(anvil: Anvil): Promise<Oracle> {
	const answer = answersOn(anvil);
	const wordsOf = ({ phase, round, answer: price, updatedAt }: Round): bigint[] => {
		const id = (BigInt(phase) << 64n) + BigInt(round);
		return [id, BigInt.asUintN(256, price), BigInt(updatedAt), BigInt(updatedAt), id];
	};
	const idOf = (round: Round) => wordsOf(round)[0] as bigint;
	const oracle: Oracle = {
		async describe(text) {
			const bytes = Buffer.from(text);
			const padded = Buffer.concat([bytes], 32).toString('hex');
			await answer(FEED, DESCRIPTION, 0n, [32n, BigInt(bytes.length), BigInt(`0x${padded}`)]);
		},
		async setRounds(rounds) {
			for (const each of rounds) await answer(FEED, GET_ROUND_DATA, idOf(each), wordsOf(each));
			const newest = rounds.at(-1);
			if (newest) await oracle.setNewest(newest);
		},
		setNewest: (round) => answer(FEED, LATEST_ROUND_DATA, 0n, wordsOf(round)),
		async setPhase(phase, aggregator, latestRound) {
			const address = BigInt(aggregator);
			await answer(FEED, PHASE_AGGREGATORS, BigInt(phase), [address]);
			await putAnswers(anvil, aggregator);
			await answer(aggregator, LATEST_ROUND, 0n, [BigInt(latestRound)]);
		}
	};
	await putAnswers(anvil, FEED);
	await oracle.describe('ETH / USD');
	await answer(FEED, DECIMALS, 0n, [8n]);
	return oracle;
}

function hex(value: bigint): string {
	return `0x${value.toString(16)}`;
}

function word(value: bigint): string {
	return `0x${value.toString(16).padStart(64, '0')}`;
}
