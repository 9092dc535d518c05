import type { Flag } from './findings.ts';
import type { MetricId } from './metrics/registry.ts';
import type { PeakWindow, Statistic } from './metrics/metric.ts';
import type { Unit, UnixSeconds } from './units.ts';

export const CLAIM_KINDS = [
	'capacity',
	'observed_rate',
	'level',
	'cost',
	'latency',
	'change',
	'rank',
	'event',
	'compatibility',
	'forecast',
	'price',
	'trend',
	'adoption',
	'causal',
	'attribution',
	'quotation',
	'technical_fact',
	'evaluation'
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export type Comparator = '>=' | '>' | '<=' | '<' | '=' | '≈' | 'in';

/** A publication, as data. Its whole text is never published: `text` only lets a copy at hand be checked. */
export interface Article {
	readonly slug: string;
	readonly title: string;
	readonly publisher: string;
	readonly byline: string | null;
	/** YYYY-MM-DD: day precision, the window of "at publication" ends with that UTC day. */
	readonly published: string;
	readonly url: string;
	readonly accessed: string;
	/** An article of `npm run demo`, about the demo chains only. */
	readonly demo: boolean;
	readonly text: { readonly sha256: string; readonly characters: number } | null;
	/** Every quoted statement, in reading order. */
	readonly statements: readonly Statement[];
	/** Places where the text at hand has lost words. */
	readonly gaps: readonly TextGap[];
	readonly claims: readonly Claim[];
	readonly contradictions: readonly Contradiction[];
}

/**
 * One verbatim quote: an appearance of a claim. Offsets count UTF-16 units of the text, end excluded. Of an
 * article without `text` they count the quote’s own, from 0.
 */
export interface Statement {
	readonly id: string;
	readonly quote: string;
	readonly start: number;
	readonly end: number;
	/** Slug of the claim it states; several statements may share one. */
	readonly claim: string;
}

/** A place where the article's text is cut or has lost a link's words. */
export interface TextGap {
	/** The id of the statement after which the gap is shown, or null at the start. */
	readonly after: string | null;
	readonly text: string;
	readonly missing: string;
}

/** Two places of one article that cannot both be taken at their word. */
export interface Contradiction {
	readonly topic: string;
	readonly statements: readonly string[];
	readonly conflict: string;
}

/** What a sentence asserts, before anyone asks how to test it. */
export interface Claim {
	readonly slug: string;
	readonly kind: ClaimKind;
	readonly subject: string;
	readonly predicate: string;
	/** Null where the sentence has no figure. */
	readonly claimed: ClaimedQuantity | null;
	/** How it is tested, or why it is not. */
	readonly rating: Rated | NotRated;
	/** What must be printed beside any verdict on it. */
	readonly caveat: string;
	/** Facts about the claim that an editor established, with where. */
	readonly editorial: readonly EditorialFlag[];
	/** How the figure came into the article, the origin first; left out where nobody has traced it. */
	readonly lineage?: readonly LineageHop[];
}

/** One appearance of a figure on its way into the article, which is the last. */
export interface LineageHop {
	/** YYYY-MM-DD, or YYYY-MM; null where the source states none. */
	readonly date: string | null;
	readonly publisher: string;
	/** The figure with a few words around it; verbatim unless `paraphrased`. */
	readonly words: string;
	readonly paraphrased: boolean;
	/** Whether that it took the figure from the hop before, or is an origin, is concluded and not stated. */
	readonly inferred: boolean;
	/** What the figure measures there. */
	readonly says: string;
	/** What was dropped or altered on the way here; null for the origin. */
	readonly changed: string | null;
	readonly source: string;
}

export interface Rated {
	readonly rated: true;
	readonly readings: readonly Reading[];
}
export interface NotRated {
	readonly rated: false;
	readonly reason: string;
}

/** A figure as printed, and as a number. A point has `value`; a range has `low` and `high`. */
export interface ClaimedQuantity {
	readonly printed: string;
	readonly value: number | null;
	readonly low: number | null;
	readonly high: number | null;
	readonly comparator: Comparator;
	readonly unit: Unit;
}

export interface EditorialFlag {
	readonly flag: Extract<
		Flag,
		'text_incomplete' | 'scope_assumed' | 'metric_drift' | 'misattributed' | 'superseded' | 'proxy'
	>;
	readonly fact: string;
	readonly source: string;
	readonly date: string;
}

/**
 * One way to make a claim testable. Frozen before it is measured: a change makes a new version,
 * and a judged version with another hash is refused.
 */
export interface Reading {
	/** Unique within the project: `<claim slug>/<name>`. */
	readonly id: string;
	readonly version: number;
	readonly wording: 'article' | 'source';
	/** What is tested, in one plain sentence. */
	readonly description: string;
	/** Logical form: typical value, seen at least once, able to, changed by, ranks, happened. */
	readonly form: 'typical' | 'existential' | 'capability' | 'change' | 'rank' | 'event';
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow: PeakWindow | null;
	readonly chains: readonly number[];
	/** How several chains make one verdict. */
	readonly combiner: 'any' | 'each' | 'rank';
	readonly window: WindowRule;
	/** The earlier window of a change. */
	readonly baseWindow: WindowRule | null;
	readonly claimed: ClaimedQuantity;
	readonly tolerance: Tolerance;
	readonly measures: 'direct' | 'proxy' | 'lower_bound' | 'upper_bound';
	readonly gates: { readonly minCoverage: number; readonly minSamples: number };
	/** YYYY-MM-DD before which a forecast is not due. */
	readonly dueAt: string | null;
	/** Compare in dollars, where the claimed unit does not say so: a share has none. */
	readonly inDollars?: true;
	/** Set when the claimed figure belongs to another quantity or subject than this metric: the scope gate. */
	readonly notComparable: string | null;
}

/** Which stretch of time a reading looks at, relative to the end date of the evaluation. */
export type WindowRule =
	/** So many days, up to the end of the evaluation or, with `daysBefore`, to so many days before it. */
	| { readonly kind: 'rolling'; readonly days: number; readonly daysBefore?: number }
	| { readonly kind: 'since'; readonly from: string }
	| { readonly kind: 'closed'; readonly from: string; readonly to: string };

/** How far from the printed figure still counts as the figure; the greater of the two applies. */
export interface Tolerance {
	/** Share of the claimed value, 0.05 = 5 %. */
	readonly relative: number;
	/** In the claim's unit: half a unit of the last printed digit, or percentage points. */
	readonly absolute: number;
}

/** The two times at which every reading is evaluated. */
export type Evaluation = 'at_publication' | 'now';

/** The end of a publication day: its window ends with that UTC day. */
export interface EvaluationWindow {
	readonly evaluation: Evaluation;
	readonly end: UnixSeconds;
}
