import { claimedText } from '#lib/charts/quantity-text.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';

/** A predicate that has the comparison in words and needs no sign of it: "costs at most $20". */
const COMPARES = /\b(at most|at least|about|around|below|by|up to|within)$/;

/**
 * A claim as one plain clause: who, what, and the figure that is claimed: "Demo L2 can handle ≥ 5,000 transactions per
 * second". Without the printed words where they hold no figure: what they say stands in the predicate.
 */
export function readAs({
	subject,
	predicate,
	claimed
}: Pick<ClaimJson, 'subject' | 'predicate' | 'claimed'>): string {
	if (!claimed) return `${subject} ${predicate}`;
	const figure = COMPARES.test(predicate) ? claimed.printed : claimedText(claimed);
	// "makes a block every" and "every 10 seconds" share a word
	const shared = figure.split(' ')[0] ?? '';
	if (predicate.endsWith(` ${shared}`))
		return `${subject} ${predicate.slice(0, -shared.length)}${figure}`;
	return /\d/.test(figure) ? `${subject} ${predicate} ${figure}` : `${subject} ${predicate}`;
}
