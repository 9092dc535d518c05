import { DAY, HOUR } from './time.ts';
import { unixSeconds, type UnixSeconds } from './units.ts';

/** What of an hour may no longer be kept: its blocks and fees one by one, or their sums too. */
export type DroppedPart = 'raw' | 'rollup';

/** For how many days each part of a chain's facts is kept; Infinity is for ever. */
export type Retention = Readonly<Record<DroppedPart, number>>;

/**
 * Unless set otherwise. 30 days of raw facts reach as far back as the longest rolling window of a reading: what a
 * later version sums up in another way can be summed up from them, without asking a node again.
 */
export const DEFAULT_RETENTION: Retention = { raw: 30, rollup: Number.POSITIVE_INFINITY };

/** The start of the hour that lies `days` before `end`: what is older may go. Null where everything stays. */
export function horizon(end: UnixSeconds, days: number): UnixSeconds | null {
	const before = Math.floor((end - days * DAY) / HOUR) * HOUR;
	return before > 0 ? unixSeconds(before) : null;
}
