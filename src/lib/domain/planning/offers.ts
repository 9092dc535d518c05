import { ZKSYNC_ECOSYSTEM } from '../ecosystem.ts';
import { blockOffers } from './block-offers.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { whole, type Offer, type Offers } from './offer.ts';
import { request } from './request-kinds.ts';
import { settlementOffers } from './settlement-offers.ts';
import { stageOffers } from './stage-offers.ts';

/** As often as a chain’s head must be seen to count as fresh: every ten minutes. */
export const LOOKS_AN_HOUR = 6;
/**
 * Calls that fixed questions take: on Ethereum some thirty chains of the Bridgehub, seven calls each, every hour; else a
 * battery a day and a quote an hour.
 */
export function observedAnHour({ chainId }: Pick<ChainKnowledge, 'chainId'>): number {
	return chainId === ZKSYNC_ECOSYSTEM.chainId ? 256 : 8;
}
/** Stored blocks that each endpoint is asked for again: three a minute. */
export const COMPARED_AN_HOUR = 3 * 60;

/**
 * What can be asked for, cheaper answers first. `within` is the greatest stated error of what is sampled. What an
 * endpoint was never asked about is taken as offered, save `eth_feeHistory`, whose answers differ in meaning.
 */
export function offersOf(known: ChainKnowledge, within: number): Offers {
	const blocks = blockOffers(known, within);
	const stages = stageOffers(known, within);
	const settlement = settlementOffers(known, LOOKS_AN_HOUR);
	return {
		offers: [...stages.offers, ...settlement.offers, ...blocks.offers, ...otherOffers(known)],
		withheld: {
			...blocks.withheld,
			...stages.withheld,
			...settlement.withheld,
			...otherReasons(known)
		}
	};
}

function otherOffers(known: ChainKnowledge): Offer[] {
	const { chainId, feeds, endpoints, txPerBlock } = known;
	const each = whole('each');
	const offers: Offer[] = [
		{
			requests: [request('observations', observedAnHour(known), txPerBlock)],
			gives: { observation: each }
		}
	];
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
