import type { Quantity } from '../metrics/metric.ts';
import { METRICS } from '../metrics/registry.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { cheapestOffers, weightOf, withRequests } from './cheapest-offers.ts';
import {
	isCloseEnough,
	needsOf,
	type Closeness,
	type Demand,
	type Depth,
	type Need
} from './demand.ts';
import { serves, type Offer, type StatedError } from './offer.ts';
import { LOOKS_AN_HOUR, offersOf } from './offers.ts';
import { request, type PlannedRequest, type RequestName } from './request-kinds.ts';

/** A demand and what serves it, or why nothing does. */
export interface PlannedDemand {
	readonly demand: Demand;
	readonly served: boolean;
	/** Why it cannot be served; null where it is. */
	readonly reason: string | null;
	/** Requests that it is read from, which others may share; none where it is not served. */
	readonly requests: readonly RequestName[];
	/** Of what is sampled, the greatest; null where nothing is. */
	readonly error: StatedError | null;
}

/** What one hour of a chain takes. */
export interface ChainPlan {
	readonly chainId: number;
	readonly depth: Depth;
	/** Each once, whoever shares it. The first is the look at the head, which no demand but every one needs. */
	readonly requests: readonly PlannedRequest[];
	readonly demands: readonly PlannedDemand[];
}

export interface PlanOptions {
	readonly depth: Depth;
	/** Greatest stated error of what is sampled, as a share. */
	readonly within?: number;
}

const STATED_ERROR = 0.05;

/** The requests that weigh least (`weightOf`) and serve every demand that can be served. */
export function planChain(
	known: ChainKnowledge,
	demands: readonly Demand[],
	{ depth, within = STATED_ERROR }: PlanOptions
): ChainPlan {
	const { offers, withheld } = offersOf(known, within);
	const needs = demands.map((demand) => ({ demand, needs: needsOf(demand, depth) }));
	const reasonOf = (demand: Demand, each: readonly Need[]): string | null => {
		if (each.length === 0) return METRICS[demand.metric].knownBias.split(':')[0] ?? null;
		const missing = each.find((need) => !offers.some((offer) => serves(offer, need)));
		return missing ? (withheld[missing.quantity] ?? 'no endpoint is known to tell it') : null;
	};
	const judged = needs.map((each) => ({ ...each, reason: reasonOf(each.demand, each.needs) }));
	const wanted = closestOf(
		judged.filter(({ reason }) => reason === null).flatMap((each) => each.needs)
	);
	const chosen = cheapestOffers(wanted, offers);
	const head = request('head', 2 * LOOKS_AN_HOUR, known.txPerBlock);
	const requests = withRequests(new Map(), [head, ...chosen.flatMap((offer) => offer.requests)]);
	const held = offers.filter((offer) =>
		offer.requests.every(({ name, calls }) => calls <= (requests.get(name)?.calls ?? 0))
	);
	return {
		chainId: known.chainId,
		depth,
		requests: [...requests.values()],
		demands: judged.map(({ demand, needs: each, reason }) => ({
			demand,
			served: reason === null,
			reason,
			...(reason === null ? sourceOf(each, held) : { requests: [], error: null })
		}))
	};
}

/** For each quantity the closest that anybody needs, which serves the others. */
function closestOf(needs: readonly Need[]): Need[] {
	const closest = new Map<Quantity, Closeness>();
	for (const { quantity, closeness } of needs) {
		const before = closest.get(quantity);
		if (before === undefined || !isCloseEnough(before, closeness)) closest.set(quantity, closeness);
	}
	return [...closest].map(([quantity, closeness]) => ({ quantity, closeness }));
}

/**
 * What a demand is read from: of the offers that the requests hold, the one that tells most closely, and of those the
 * lightest, for each need.
 */
function sourceOf(
	needs: readonly Need[],
	held: readonly Offer[]
): Pick<PlannedDemand, 'requests' | 'error'> {
	const sources = needs.flatMap((need) => {
		const errorOf = ({ gives }: Offer): StatedError | null => gives[need.quantity]?.error ?? null;
		const shareOf = (offer: Offer): number => {
			const error = errorOf(offer);
			return error === null ? 0 : (error.share ?? Infinity);
		};
		const [offer] = held
			.filter((each) => serves(each, need))
			.sort((a, b) => shareOf(a) - shareOf(b) || weightOf(a.requests) - weightOf(b.requests));
		return offer ? [{ offer, error: errorOf(offer) }] : [];
	});
	const names = sources.flatMap(({ offer }) => offer.requests.map(({ name }) => name));
	const errors = sources.flatMap(({ error }) => error ?? []);
	const worst = errors.reduce<StatedError | null>(
		(most, each) =>
			most === null || (each.share ?? Infinity) > (most.share ?? Infinity) ? each : most,
		null
	);
	return { requests: [...new Set(names)], error: worst };
}
