import { HOUR, MINUTE } from './time.ts';

/** How old what is known of a chain is; `never` where nothing is known. */
export type AgeState = 'fresh' | 'late' | 'stale' | 'never';

/** Seconds since the head was last seen, up to which a chain is fresh, and up to which it is late. */
const FRESH_SECONDS = 10 * MINUTE;
const LATE_SECONDS = 2 * HOUR;

/**
 * The state of a chain by the seconds since its head was last seen. Below 0, where a clock is wrong, by as many: what
 * was seen at a time that is yet to come may be of any age.
 */
export function ageState(ageSeconds: number): AgeState {
	const distance = Math.abs(ageSeconds);
	if (distance <= FRESH_SECONDS) return 'fresh';
	return distance <= LATE_SECONDS ? 'late' : 'stale';
}

/** Whether a time lies so far ahead of `now` that a clock must be wrong; Unix seconds. */
export function isAhead(time: number, now: number): boolean {
	return time - now > FRESH_SECONDS;
}
