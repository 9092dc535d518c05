import type { Need } from './demand.ts';
import { serves, type Offer } from './offer.ts';
import type { PlannedRequest, RequestName } from './request-kinds.ts';

/**
 * A call weighs as much as so many bytes. Public endpoints count calls and pay for bytes, so neither may be saved at any
 * price of the other: hashes of all blocks are a hundred times as long as their counts, for four calls fewer.
 */
const CALL_BYTES = 64_000;

/** What requests weigh, in calls. Bytes that are not known weigh nothing. */
export function weightOf(requests: Iterable<PlannedRequest>): number {
	let weight = 0;
	for (const { calls, bytes } of requests) weight += calls + (bytes ?? 0) / CALL_BYTES;
	return weight;
}

/**
 * The offers that together serve all needs and weigh least, and of those the first in order. All ways are tried, as there are at most ten needs and some twenty offers; one that costs more than
 * the best so far is not gone on with. Each need must be served by one of the offers.
 */
export function cheapestOffers(needs: readonly Need[], offers: readonly Offer[]): Offer[] {
	let best: { readonly chosen: readonly Offer[]; readonly weight: number } | null = null;

	function choose(chosen: readonly Offer[], requests: ReadonlyMap<RequestName, PlannedRequest>) {
		const weight = weightOf(requests.values());
		if (best && weight >= best.weight) return;
		const open = needs.filter((need) => !chosen.some((offer) => serves(offer, need)));
		// The need with the fewest ways first: the others are often served with it.
		const ways = open
			.map((need) => offers.filter((offer) => serves(offer, need)))
			.sort((a, b) => a.length - b.length)[0];
		if (!ways) {
			best = { chosen, weight };
			return;
		}
		for (const offer of ways) {
			choose([...chosen, offer], withRequests(requests, offer.requests));
		}
	}

	choose([], new Map());
	return [...((best as { chosen: readonly Offer[] } | null)?.chosen ?? [])];
}

/** Requests of both, each once: the larger of two samples serves what the smaller one does. */
export function withRequests(
	before: ReadonlyMap<RequestName, PlannedRequest>,
	more: readonly PlannedRequest[]
): Map<RequestName, PlannedRequest> {
	const all = new Map(before);
	for (const each of more)
		if (each.calls >= (all.get(each.name)?.calls ?? 0)) all.set(each.name, each);
	return all;
}
