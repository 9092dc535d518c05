import { MINUTE } from './time.ts';
import type { UnixSeconds } from './units.ts';

/**
 * Whether the next run should have begun long ago. One under way shows nothing of itself before it ends, so it has as
 * long as the last one took, a minute at least.
 */
export function isOverdue(
	run: {
		readonly startedAt: UnixSeconds;
		readonly endedAt: UnixSeconds;
		readonly nextDueAt: UnixSeconds | null;
	},
	now: UnixSeconds
): boolean {
	const { startedAt, endedAt, nextDueAt } = run;
	return nextDueAt !== null && now - nextDueAt > Math.max(MINUTE, endedAt - startedAt);
}
