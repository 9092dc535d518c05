import type { AgeState } from '../data-age.ts';
import type { ObservationJson } from './chain-state.ts';
import type { EndpointPassJson, PassJson } from './pass.ts';

/** What of a kind of fact is wanted, and how much of it there is. */
export interface LedgerJson {
	wanted: { from: number; to: number } | null;
	wanted_ranges: { from: number; to: number }[];
	covered: number;
	missing: number;
	gaps: { from: number; to: number; reason: string; detail: string | null }[];
}

export interface ChainStatusJson {
	id: number;
	name: string;
	demo: boolean;
	state: AgeState;
	head: {
		number: number;
		time: string;
		seen_at: string;
		endpoint: string;
		/** Whether it was noticed not to move for far longer than a block takes. */
		stands_still: boolean;
		/** How far its own time, or that at which it was seen, lies ahead of `now`: a clock is wrong; else 0. */
		ahead_seconds: number;
	} | null;
	finalized: { number: number; time: string } | null;
	kinds: {
		kind: string;
		/** From the first wanted block to the last; what of it is wanted stands in `wanted_ranges`. */
		wanted: { from: number; to: number } | null;
		wanted_ranges: { from: number; to: number }[];
		covered_blocks: number;
		missing_blocks: number;
		gaps: { from: number; to: number; reason: string; detail: string | null }[];
	}[];
	/** Executed batches, by their numbers; null for a chain whose nodes tell of none. */
	batches: LedgerJson | null;
	/** Blocks of Ethereum that were searched for what the chain’s contract told; null where none is read. */
	settlement: LedgerJson | null;
	/** What a person must look at, since nothing final is ever dropped; the last seen first. */
	incidents: {
		kind: string;
		block: number;
		first_seen_at: string;
		last_seen_at: string;
		detail: string;
	}[];
	/** The newest answer to each fixed question about the chain. */
	observations: ObservationJson[];
	last_pass: PassJson | null;
	endpoints: {
		host: string;
		checked_at: string;
		ok: boolean;
		detail: string | null;
		/** What became of the last pass’s requests to it; null where it was not asked, or requests were not counted. */
		last_pass: EndpointPassJson | null;
		/** Of the last 24 hours: stored blocks read again here, and how many were told otherwise. */
		compared: number;
		disagreed: number;
		/** Methods that not every endpoint offers, and since when this one has been seen to, or not to. */
		methods: { method: string; offered: boolean; since: string }[];
	}[];
}

/** A price feed when it was last looked at. */
export interface FeedStatusJson {
	feed: string;
	pair: string;
	/** The chain it is read on. */
	chain: number;
	/** By that chain’s own time; null of a feed that was never looked at. */
	checked_at: string | null;
	/** The rounds up to then are known. */
	known_to: string | null;
	/** Whether it gives a price; null where it was never looked at. */
	ok: boolean | null;
	detail: string | null;
}

export interface StatusJson {
	demo: boolean;
	state: AgeState;
	now: string;
	chains: ChainStatusJson[];
	prices: FeedStatusJson[];
}
