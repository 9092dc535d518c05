import type { Address } from 'viem';
import { PRICE_FEEDS } from '#lib/domain/price-feeds.ts';
import { answerCalls, answeringContract } from '../../collectors/devnet/oracle.ts';
import type { Anvil } from './start-anvil.ts';

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
	/** Make `phaseAggregators(phase)` answer the zero address, as a proxy does of a phase that it never had. */
	skipPhase(phase: number): Promise<void>;
}

/** Put the contract at an address: what it answers is set with `answersOn`. */
export async function putAnswers(anvil: Anvil, address: string): Promise<void> {
	const [method, params] = answeringContract(address as Address);
	await anvil.rpc(method, ...params);
}

/** Set the words that a contract put there answers to a selector with a first argument, 0 for none. */
export function answersOn(anvil: Anvil) {
	return async (to: string, selector: bigint, argument: bigint, words: readonly bigint[]) => {
		for (const [method, params] of answerCalls(to as Address, selector, argument, words))
			await anvil.rpc(method, ...params);
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
		},
		skipPhase: (phase) => answer(FEED, PHASE_AGGREGATORS, BigInt(phase), [0n])
	};
	await putAnswers(anvil, FEED);
	await oracle.describe('ETH / USD');
	await answer(FEED, DECIMALS, 0n, [8n]);
	return oracle;
}
