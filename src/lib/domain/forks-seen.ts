import { ETHEREUM_FORKS, type BlobSchedule } from './forks.ts';
import { iso } from './time.ts';
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

/**
 * What hosts tell of forks otherwise than the list: another blob schedule, or a fork that it does not have. Earlier
 * forks than the listed ones are left aside. A sentence each.
 */
export function differingForks(told: readonly ToldFork[]): string[] {
	const [oldest] = ETHEREUM_FORKS;
	const differing = told.flatMap(({ activatesAt, host, blobs }) => {
		if (activatesAt < (oldest?.activatesAt ?? 0)) return [];
		const own = ETHEREUM_FORKS.find((fork) => fork.activatesAt === activatesAt);
		if (own && scheduleText(own.blobs) === scheduleText(blobs)) return [];
		const ours = own ? `${own.name} has ${scheduleText(own.blobs)}` : 'the list of forks has none';
		return [
			`${host} tells of a fork at ${iso(activatesAt)} with ${scheduleText(blobs)}, where ${ours}`
		];
	});
	return [...new Set(differing)];
}

function scheduleText(blobs: BlobSchedule | null): string {
	if (!blobs) return 'no blobs';
	const { target, max, baseFeeUpdateFraction } = blobs;
	return `a target of ${target} and at most ${max} blobs, update fraction ${baseFeeUpdateFraction}`;
}
