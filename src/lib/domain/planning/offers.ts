import { blockOffers } from './block-offers.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { whole, type Offer, type Offers } from './offer.ts';
import { request } from './request-kinds.ts';
import { stageOffers } from './stage-offers.ts';

/** As often as a chain’s head must be seen to count as fresh: every ten minutes. */
export const LOOKS_AN_HOUR = 6;
/** Stored blocks that each endpoint is asked for again: three a minute. */
export const COMPARED_AN_HOUR = 3 * 60;

/**
 * What can be asked for, cheaper answers first. `within` is the greatest stated error of what is sampled. What an
 * endpoint was never asked about is taken as offered, save `eth_feeHistory`, whose answers differ in meaning.
 */
export function offersOf(known: ChainKnowledge, within: number): Offers {
	const blocks = blockOffers(known, within);
	const stages = stageOffers(known, within);
	return {
		offers: [...stages.offers, ...blocks.offers, ...otherOffers(known)],
		withheld: { ...blocks.withheld, ...stages.withheld, ...otherReasons(known) }
	};
}

function otherOffers({ chainId, feeds, endpoints, txPerBlock }: ChainKnowledge): Offer[] {
	const each = whole('each');
	const offers: Offer[] = [];
	if (feeds > 0)
		offers.push({
			requests: [request('rounds', feeds * LOOKS_AN_HOUR, txPerBlock)],
			gives: { price: each }
		});
	if (chainId === 1)
		offers.push({
			requests: [request('forks', endpoints, txPerBlock)],
			gives: { fork: each }
		});
	if (endpoints > 1)
		offers.push({
			requests: [request('comparison', endpoints * COMPARED_AN_HOUR, txPerBlock)],
			gives: { comparison: each }
		});
	return offers;
}

function otherReasons({ feeds, endpoints }: ChainKnowledge): Offers['withheld'] {
	return {
		...(feeds > 0 ? {} : { price: 'no price feed stands on this chain' }),
		...(endpoints > 1 ? {} : { comparison: 'there is one endpoint only' })
	};
}
