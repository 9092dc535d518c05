import type { ClaimKind, Comparator, Contradiction, LineageHop, TextGap } from './claims.ts';
import type { AgeState } from './data-age.ts';
import type { Finding, Flag } from './findings.ts';
import type { GateResult } from './judge/verdict.ts';
import type { EndpointPassJson, PassJson } from './pass-wire.ts';
import type {
	DatabaseJson,
	EndpointHeadJson,
	FeedStatusJson,
	JobJson,
	StaleClaimJson
} from './status-wire.ts';

/**
 * The shapes that the HTTP API serves and the pages draw from. Names are stable: see the API
 * documentation. Wei and integers beyond 2⁵³ are decimal strings, times ISO 8601 UTC.
 */
export interface MeasurementJson {
	id: string | null;
	chain: number;
	chain_name: string;
	demo: boolean;
	metric: string;
	statistic: string;
	peak_window: string | null;
	value: number | string | null;
	interval: [number | string | null, number | string | null];
	unit: string;
	from: string;
	to: string;
	n: number;
	sample_unit: string;
	coverage: number;
	price_coverage: number | null;
	endpoints_disagree: boolean | null;
	halted: boolean | null;
	sampled: boolean;
	zero_fees: 'included' | 'excluded' | null;
	peak_at: { time: string; block: number } | null;
	rise: { start: PricePointJson; peak: PricePointJson } | null;
	provenance: {
		from_block: number | null;
		to_block: number | null;
		to_block_hash: string | null;
		finality: string;
		methods: string[];
		endpoints: string[];
		rule_version: string;
		code_version: string;
		input_sha256: string;
		computed_at: string;
	};
	verifiable: 'full' | 'archive' | 'self_reported';
	reason: string | null;
}

/** A round of a price feed. */
export interface PricePointJson {
	time: string;
	phase: number;
	round: number;
	usd: number;
}

/** One question to an endpoint of a chain, as a command line; `$RPC_URL` stands for the endpoint. */
export interface CurlJson {
	chain: number;
	chain_name: string;
	what: string;
	command: string;
}

/** How a measurement can be checked by anyone. */
export interface VerifyJson {
	/** What recomputes it from an endpoint; null where nothing can, and then `reason` says why. */
	command: string | null;
	reason: string | null;
	/** What an equal value does not show, or null. */
	caveat: string | null;
	curl: CurlJson[];
}

/** A stored measurement, as its own address serves it. */
export interface StoredMeasurementJson extends MeasurementJson {
	verify: VerifyJson;
}

export interface ArticleRefJson {
	slug: string;
	title: string;
	publisher: string;
	published: string;
	url: string;
	demo: boolean;
}

/** An article as its page shows it: quotes only, never the whole text. */
export interface ArticleJson extends ArticleRefJson {
	byline: string | null;
	accessed: string;
	text_sha256: string | null;
	/** How many statements have each finding. */
	counts: Partial<Record<Finding, number>>;
	statements: {
		id: string;
		quote: string;
		claim: string;
		kind: ClaimKind;
		rated: boolean;
		finding: Finding;
		flags: Flag[];
		reason: string;
	}[];
	gaps: TextGap[];
	contradictions: Contradiction[];
}

export interface ClaimedJson {
	printed: string;
	value: number | null;
	low: number | null;
	high: number | null;
	comparator: Comparator;
	unit: string;
}

/** What a peer publishes beside a metric, why it differs, and figures of it that were quoted. */
export interface PeerJson {
	peer: string;
	name: string;
	definition: string;
	difference: string;
	source: string;
	figures: {
		printed: string;
		value: number;
		unit: string;
		date: string;
		/** Null where it sums up all chains that the peer tracks. */
		chain: number | null;
		what: string;
		source: string;
	}[];
}

export interface ReadingJson {
	id: string;
	version: number;
	wording: 'article' | 'source';
	description: string;
	form: string;
	metric: string;
	chains: { id: number; name: string }[];
	statistic: string;
	peak_window: string | null;
	claimed: ClaimedJson;
	tolerance: { relative: number; absolute: number };
	window: string;
	finding: Finding;
	flags: Flag[];
	reason: string;
	rule: string;
	gates: GateResult[];
	measurements: MeasurementJson[];
}

/** A claim as the list, the scoreboard and its page show it. */
export interface ClaimJson {
	slug: string;
	statements: string[];
	quote: string;
	article: ArticleRefJson;
	kind: ClaimKind;
	subject: string;
	predicate: string;
	claimed: ClaimedJson | null;
	rated: boolean;
	finding: Finding;
	flags: Flag[];
	reason: string;
	/** The verdict in one sentence, with scope and date, generated from the measurement. */
	sentence: string;
	share: { value: number; text: string } | null;
	readings: ReadingJson[];
	/** The measurement that the finding rests on. */
	measured: MeasurementJson | null;
	at_publication: { finding: Finding; reason: string } | null;
	caveat: string;
	/** How the figure came into the article, the origin first; empty where nobody has traced it. */
	lineage: LineageHop[];
	/** What peers publish beside the metrics of its readings. */
	peers: PeerJson[];
	as_of: string | null;
	data_date: string | null;
}

/** What was shown of a claim at the end of one UTC day; null before it was first judged. */
export interface ShownDayJson {
	day: string;
	now: Finding | null;
	/** What the day’s data alone says now; another one than `now` is held back. */
	raw: Finding | null;
	/** For how many days of data it has been held back in a row. */
	held_days: number;
	at_publication: Finding | null;
	/** When the newest verdict by then was computed. */
	as_of: string;
}

export interface SeriesPointJson {
	t: string;
	value: number | string | null;
	n: number;
	coverage: number;
	provisional: boolean;
	/** Why there is no value, in words; null where there is one. */
	reason: string | null;
	/** Whether all of the bucket is covered, and the chain made no block in it. */
	no_block: boolean;
	/** The first and the last block of the bucket that are stored; null where it is no matter of blocks. */
	from_block: number | null;
	to_block: number | null;
	/** Where a maximum lies; null for other statistics. */
	peak_at: { time: string; block: number } | null;
	/** The 10th and the 90th percentile beside a median, where the metric has them. */
	spread: [number | string, number | string] | null;
}

export interface SeriesJson {
	chain: number;
	demo: boolean;
	metric: string;
	statistic: string;
	peak_window: string | null;
	unit: string;
	resolution: '1m' | '1h' | '1d';
	from: string;
	to: string;
	points: SeriesPointJson[];
}

/** What a chain answered last to a fixed question. */
export interface ObservationJson {
	subject: string;
	/** In `unit`; a word where that is null. */
	value: string | null;
	unit: string | null;
	note: string | null;
	detail: Record<string, unknown> | null;
	/** The chain that answered. */
	answered_by: number;
	first_seen_at: string;
	last_seen_at: string;
	block: number;
	host: string;
	method: string;
}

export interface ChainStateJson {
	chain: number;
	chain_name: string;
	demo: boolean;
	observations: ObservationJson[];
}

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
		/** Null where nobody has looked yet. */
		head: EndpointHeadJson | null;
		/** Of the last 24 hours: stored blocks read again here, and how many were told otherwise. */
		compared: number;
		disagreed: number;
		/** Methods that not every endpoint offers, and since when this one has been seen to, or not to. */
		methods: { method: string; offered: boolean; since: string }[];
	}[];
}

export interface StatusJson {
	demo: boolean;
	state: AgeState;
	now: string;
	chains: ChainStatusJson[];
	prices: FeedStatusJson[];
	/** What recurs beside the passes, as it ran last. */
	jobs: JobJson[];
	database: DatabaseJson;
	/** Claims whose findings rest on old data. */
	stale_claims: StaleClaimJson[];
}
