import type { DroppedPart } from '#lib/domain/retention.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** What one piece of dropping came to. */
export interface DroppedFacts {
	/** 0 when there is nothing left to drop. */
	readonly hours: number;
	readonly blocks: number;
	readonly fees: number;
	/** Hours as old that were met and stay, since blocks or fees at or in them are missing or not final. */
	readonly waiting: number;
}

/** The reads of what is no longer kept. */
export interface RetentionReads {
	/** Stretches of full hours of which a part is no longer kept, where they touch the window; ascending, merged. */
	getDropped(chainId: number, part: DroppedPart, window: TimeWindow): Promise<TimeWindow[]>;
}

/** The writes that make a database smaller. */
export interface RetentionWrites {
	/**
	 * Drop blocks, hashes and fees of hours that end by `before`, oldest first, some thousand rows at a time: call it
	 * until it gives 0 hours. Only of hours that nothing can change any more: final, and with all blocks, fees and gas
	 * limits of the hour, and the blocks beside it. Rollups, coverage and gaps stay as they are, and so do the blocks
	 * that the next hour's first interval starts from.
	 */
	dropRawFacts(chainId: number, before: UnixSeconds): Promise<DroppedFacts>;
	/** Drop the rollups of hours that end by `before`, where their raw facts are dropped; gives the hours, 0 at the end. */
	dropRollups(chainId: number, before: UnixSeconds): Promise<number>;
	/**
	 * Give some of the space that nothing uses any more back to the file system, and say how many bytes: call it
	 * until that is 0. An engine that does so by itself gives 0.
	 */
	giveBackSpace(): Promise<number>;
}
