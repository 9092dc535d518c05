import type { Evaluation } from '../claims.ts';
import type { Finding, Flag } from '../findings.ts';
import type { Measurement } from '../measurement.ts';

/** One check on the way to a finding, as the page prints it. */
export interface GateResult {
	readonly gate: string;
	readonly passed: boolean;
	/** What was needed and what there was, in plain words. */
	readonly detail: string;
}

/** What one reading says: a pure function of its measurements and the rules. */
export interface RawVerdict {
	readonly readingId: string;
	readonly readingVersion: number;
	readonly wording: 'article' | 'source';
	readonly finding: Finding;
	/** For `contradicted`: on which side of the claim the data lies. */
	readonly direction: 'above' | 'below' | null;
	/** Measured ÷ claimed, in the claim's unit; null where no such share makes sense. */
	readonly share: number | null;
	readonly flags: readonly Flag[];
	readonly gates: readonly GateResult[];
	/** Why, in one plain sentence. */
	readonly reason: string;
	/** The rule that decided, e.g. `interval.outside`. */
	readonly rule: string;
	readonly ruleVersion: string;
	/** What it rests on; the first is the one shown beside the claim. */
	readonly measurements: readonly Measurement[];
}

/** What a claim shows on one data date: the most charitable reading of the headline wording, held. */
export interface ClaimVerdict {
	readonly claimSlug: string;
	readonly evaluation: Evaluation;
	/** The UTC day (YYYY-MM-DD) of the last data it rests on. */
	readonly dataDate: string;
	readonly raw: Finding;
	readonly shown: Finding;
	/** Consecutive data days on which `raw` was the same other finding than `shown`, past the exit margin. */
	readonly heldDays: number;
	readonly flags: readonly Flag[];
	readonly reason: string;
	/** The reading that the finding rests on; null when none was admissible. */
	readonly headline: string | null;
	readonly readings: readonly RawVerdict[];
	readonly ruleVersion: string;
}
