import type { Evaluation } from '#lib/domain/claims.ts';
import type { Finding } from '#lib/domain/findings.ts';
import type { ClaimVerdict } from '#lib/domain/judge/verdict.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

export interface StoredVerdict extends ClaimVerdict {
	readonly id: string;
	readonly computedAt: UnixSeconds;
}

/** That a claim showed another finding than before. */
export interface ShownChange {
	readonly claimSlug: string;
	readonly at: UnixSeconds;
	readonly from: Finding;
	readonly to: Finding;
	/** As the verdict that brought it says. */
	readonly reason: string;
}

/** The reads of measurements and of what was judged by them. */
export interface VerdictReads {
	findMeasurement(id: string): Promise<Measurement | null>;
	/** Stored measurements whose id begins so, by id, `most` at most. */
	getMeasurements(prefix: string, most: number): Promise<Measurement[]>;
	/** The newest verdict of every claim with that evaluation; with `asOf`, the newest computed by then. */
	getLatestVerdicts(evaluation: Evaluation, asOf?: UnixSeconds): Promise<StoredVerdict[]>;
	/** Every verdict of a claim, oldest first. */
	getVerdicts(claimSlug: string, evaluation: Evaluation): Promise<StoredVerdict[]>;
	/**
	 * What the embed of a claim's verdict is drawn from: the first of that id, so that it stays what it was. `embed`
	 * is null where none was kept. Null where the claim has no such verdict.
	 */
	findVerdictEmbed(
		claimSlug: string,
		id: string
	): Promise<{ readonly evaluation: Evaluation; readonly embed: string | null } | null>;
	/** The newest changes of what claims show now, newest first, at most so many; with `asOf`, those by then. */
	getRecentChanges(limit: number, asOf?: UnixSeconds): Promise<ShownChange[]>;
	/** When what each claim shows now changed last, by claim; one that never did is left out. With `asOf`, by then. */
	getLastChanges(asOf?: UnixSeconds): Promise<Map<string, UnixSeconds>>;
	findReadingHash(readingId: string, version: number): Promise<string | null>;
}

/** The writes of the judge. */
export interface VerdictWrites {
	/** Throws ReadingChangedError when this version is registered with another hash. */
	registerReading(readingId: string, version: number, sha256: string): Promise<void>;
	/**
	 * Measurements are immutable (same id, same row); the verdict is appended unless equal to the latest, with
	 * what its embed is drawn from. Gives whether it was appended.
	 */
	saveVerdict(
		verdict: ClaimVerdict,
		computedAt: UnixSeconds,
		embed?: string | null
	): Promise<boolean>;
}
