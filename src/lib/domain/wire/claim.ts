import type { ClaimKind, Comparator, LineageHop } from '../claims.ts';
import type { Finding, Flag } from '../findings.ts';
import type { GateResult } from '../judge/verdict.ts';
import type { ArticleRefJson } from './article.ts';
import type { MeasurementJson } from './measurement.ts';

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
