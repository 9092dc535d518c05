import type { BlobSchedule } from './forks.ts';
import type { UnixSeconds } from './units.ts';

/** A fork as a node tells of it in `eth_config` (EIP-7910). */
export interface ToldFork {
	readonly activatesAt: UnixSeconds;
	/** Host only. */
	readonly host: string;
	readonly blobs: BlobSchedule | null;
	readonly checkedAt: UnixSeconds;
}

/** The first block at or after a fork’s time. */
export interface ForkActivation {
	/** When the fork was to be, by the list of forks. */
	readonly activatesAt: UnixSeconds;
	readonly block: number;
	readonly timestamp: UnixSeconds;
	readonly hash: string;
	/** Before `activatesAt`: so no earlier block is under the fork’s rules. */
	readonly parentTimestamp: UnixSeconds;
	/** The first header that keeps a rule of this fork which no earlier one has; null where none was seen to. */
	readonly proof: { readonly block: number; readonly rule: string } | null;
}
