import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** The newest blocks an endpoint told of. `finalized` is null where it has no such tag. */
export interface ChainHead {
	readonly chainId: number;
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly hash: string;
	readonly finalized: { readonly number: number; readonly timestamp: UnixSeconds } | null;
	readonly seenAt: UnixSeconds;
	/** Host only. */
	readonly endpoint: string;
}

/** A stretch of time in which a chain's head did not move: from its time to that of the next block. */
export interface HeadStall {
	/** The block that stayed the newest. */
	readonly block: number;
	readonly since: UnixSeconds;
	/** Null while it still stands. */
	readonly until: UnixSeconds | null;
	/** How many endpoints said so. With one alone the state of the chain is unknown. */
	readonly endpoints: number;
}

/** The reads of heads. */
export interface HeadReads {
	findHead(chainId: number): Promise<ChainHead | null>;
	/** Stretches in which the head stood still, where they touch the window; ascending. */
	getHeadStalls(chainId: number, window: TimeWindow): Promise<HeadStall[]>;
}

/** The writes of heads. */
export interface HeadWrites {
	/** Remember the newest head; an older number than the stored one is stored too (the chain may have gone back). */
	recordHead(head: ChainHead): Promise<void>;
	/** Keep that a head stands still, or until when it did. */
	recordHeadStall(chainId: number, stall: HeadStall): Promise<void>;
}
