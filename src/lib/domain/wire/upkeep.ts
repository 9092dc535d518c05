import type { AgeState } from '../data-age.ts';

/** The last look at an endpoint’s newest block, as the API gives it. */
export interface EndpointHeadJson {
	/** When all endpoints of the chain were last asked at once, but for those that were left alone. */
	looked_at: string;
	/** Whether it told, failed when it was asked, or was left alone. */
	outcome: 'told' | 'refused' | 'resting';
	detail: string | null;
	/** When it was last asked; null where it was left alone at every look. */
	asked_at: string | null;
	/** The newest block that it told last, and when; null where it never told. */
	told: { number: number; time: string; at: string } | null;
	/**
	 * How far that is behind the block that endpoints are held to: the newest that any told at that look, of three or more
	 * the second newest. Negative where it alone is ahead; null where it did not tell then, or nobody else did.
	 */
	behind: { blocks: number; seconds: number } | null;
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
	/** When its newest known price was stated; null where none is known. */
	price_at: string | null;
	/** A price may be this old, in seconds: it is stated anew at least about so often. */
	longest_in_force: number;
	/** Whether it gives a price; null where it was never looked at. */
	ok: boolean | null;
	detail: string | null;
}

/** A job that recurs beside the passes, when it ran last. */
export interface JobJson {
	job: 'judge' | 'retention';
	/** Null of a job for all chains. */
	chain: number | null;
	started_at: string;
	ended_at: string;
	outcome: 'done' | 'partial' | 'failed';
	detail: string | null;
	next_due_at: string | null;
	is_overdue: boolean;
}

/** Where everything is kept. */
export interface DatabaseJson {
	bytes: number;
	/** What may still be written on its disk; null where the engine does not tell. */
	free_bytes: number | null;
	/** By how much it grew, and since when: 30 days ago, or up to ten more; null where no size is known of then. */
	grown: { bytes: number; since: string } | null;
	/** Whether as much growth again would not fit; null where growth or room is not known. */
	is_short: boolean | null;
}

/** A claim whose finding rests on data that has grown old. */
export interface StaleClaimJson {
	slug: string;
	quote: string;
}

/** Whether all is well, for monitors. */
export interface HealthJson {
	/** `degraded`: the site serves, and something below is not as it should be. `unavailable`: the database does not answer. */
	status: 'ok' | 'degraded' | 'unavailable';
	now: string;
	/** What is not as it should be, a sentence each; empty where all is well. */
	reasons: string[];
	/** Of each chain that is collected. */
	chains: { id: number; name: string; state: AgeState; head_seen_at: string | null }[];
	stale_claims: string[];
}
