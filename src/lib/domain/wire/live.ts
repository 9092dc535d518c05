import type { AgeState } from '../data-age.ts';

/** Blocks of a chain that live pages have room for. */
export const LIVE_BLOCKS = 6;

/** A stored block as the live page shows it. */
export interface LiveBlockJson {
	number: number;
	time: string;
	/** All transactions, and those of them that users signed for this chain. */
	tx: number;
	user_tx: number;
	gas_used: number;
	/** Null where it was not kept. */
	gas_limit: number | null;
	/** In wei a unit of gas; null where a block has none. */
	base_fee: string | null;
	/** Whether it lies at or below the finalized head; null where no endpoint tells of one. */
	final: boolean | null;
}

/** What is newest of a chain: its head as told last, and the last stored blocks, the newest first. */
export interface LiveChainJson {
	chain: number;
	chain_name: string;
	demo: boolean;
	/** `seen_at` to the minute. */
	head: { number: number; time: string; seen_at: string } | null;
	/** By the time since the head was last seen; `ahead` where a time of it is yet to come, so that a clock is off. */
	state: AgeState;
	/** The head stands still since then, as this many endpoints say; null where nobody noticed it. */
	stands_still: { since: string; endpoints: number } | null;
	blocks: LiveBlockJson[];
}
