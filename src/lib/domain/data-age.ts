import { HOUR, MINUTE } from './time.ts';

/**
 * How old what is known of a chain is: `ahead` where a clock is off, so that nobody can tell; `never` where nothing is
 * known.
 */
export type AgeState = 'fresh' | 'late' | 'stale' | 'ahead' | 'never';

/** Seconds since the head was last seen, up to which a chain is fresh, and up to which it is late. */
const FRESH_SECONDS = 10 * MINUTE;
const LATE_SECONDS = 2 * HOUR;

/**
 * The state of a chain by the seconds since its head was last seen. What has a time that is yet to come, the block's or
 * that at which it was seen, may be of any age: a node's clock or the server's is off. Unix seconds.
 */
export function headAge(
	head: { readonly timestamp: number; readonly seenAt: number },
	now: number
): AgeState {
	if (aheadSeconds(head, now) > FRESH_SECONDS) return 'ahead';
	const age = now - head.seenAt;
	if (age <= FRESH_SECONDS) return 'fresh';
	return age <= LATE_SECONDS ? 'late' : 'stale';
}

/** How far the newest time of a head lies ahead of `now`, in seconds; else 0. */
export function aheadSeconds(
	{ timestamp, seenAt }: { readonly timestamp: number; readonly seenAt: number },
	now: number
): number {
	return Math.max(0, timestamp - now, seenAt - now);
}
