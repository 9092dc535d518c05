import { isoDay } from './time.ts';
import type { UnixSeconds } from './units.ts';

/** An error of ours about a claim. While it stands, the claim's verdict is withdrawn (`void`). */
export interface Correction {
	readonly claim: string;
	/** The day on which we withdrew the verdict, as an ISO date. */
	readonly since: string;
	/** The day from which it is judged again, as an ISO date; null while it is not. */
	readonly until: string | null;
	/** What was wrong and what was done about it, for readers. */
	readonly error: string;
}

/** Why the verdict on a claim is withdrawn at a time, or null. */
export function withdrawnAt(
	corrections: readonly Correction[],
	claim: string,
	at: UnixSeconds
): string | null {
	const day = isoDay(at);
	const standing = corrections.find(
		(each) => each.claim === claim && each.since <= day && (each.until === null || day < each.until)
	);
	return standing?.error ?? null;
}
