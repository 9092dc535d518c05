import type { Observation, StoredObservation } from '#lib/domain/observations.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** The reads of what fixed questions were answered with. */
export interface ObservationReads {
	/**
	 * What was answered about a chain to one question, with looks within a window, and the last answer before it;
	 * ascending in time.
	 */
	getObservations(about: number, subject: string, window: TimeWindow): Promise<StoredObservation[]>;
	/** When a chain was last asked a question, if since then; null where it was not. By the chain’s own time. */
	findLastLook(chainId: number, subject: string, since: UnixSeconds): Promise<UnixSeconds | null>;
	/** The newest answer to every question about a chain, by subject. */
	getNewestObservations(about: number): Promise<StoredObservation[]>;
}

/** The writes of answers. */
export interface ObservationWrites {
	/**
	 * Keep what was answered: where it is what the look before came to, less than a day ago, as seen again. A look that
	 * is no later than the last one is left out.
	 */
	recordObservations(observations: readonly Observation[]): Promise<void>;
}
