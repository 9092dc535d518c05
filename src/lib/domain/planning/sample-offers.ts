import { FAMILIES } from '../families.ts';
import type { Quantity } from '../metrics/metric.ts';
import { SAMPLED, type ChainKnowledge, type SampledQuantity } from './chain-knowledge.ts';
import { typical, type Given, type Offer } from './offer.ts';
import { request, type RequestName } from './request-kinds.ts';
import { RANK_VARIATION, smallestSample, statedError } from './sample-error.ts';

const HOURS_A_DAY = 24;

/**
 * Systematic samples, of each size that is the smallest for something. A share of blocks that are not empty varies by
 * no more than their transactions do ((Σx)² ≤ Σx² · Σ1 over blocks with x > 0), so those serve the mean interval too.
 */
export function sampleOffers(known: ChainKnowledge, blocks: number, within: number): Offer[] {
	const { variation, txPerBlock, family } = known;
	const all = Math.round(blocks);
	if (all < 1) return [];
	const variations = SAMPLED.flatMap((quantity) => variation[quantity] ?? []);
	const ofRanks = smallestSample(RANK_VARIATION, all * HOURS_A_DAY, within) / HOURS_A_DAY;
	const sizes = new Set(
		[...variations.map((each) => smallestSample(each, all, within)), Math.ceil(ofRanks)].filter(
			(size) => size < all
		)
	);
	const hashesTellUsers = FAMILIES[family].systemTransactionTypes.length === 0;
	const ask = (name: RequestName, calls: number) => request(name, calls, txPerBlock);
	return [...sizes].flatMap((size) => {
		const mean = (quantity: SampledQuantity): Given | undefined => {
			const own = variation[quantity];
			if (own === null) return undefined;
			const share = statedError(own, size, all);
			return share <= within ? typical(share, 'hourly mean') : undefined;
		};
		const rank = statedError(RANK_VARIATION, size * HOURS_A_DAY, all * HOURS_A_DAY);
		const counted = present({
			tx: mean('tx'),
			...(hashesTellUsers ? { user_tx: mean('user_tx') } : {})
		});
		const header = present({
			...counted,
			gas: mean('gas'),
			gas_limit: mean('gas'),
			interval: mean('tx'),
			base_fee: rank <= within ? typical(rank, 'daily rank') : undefined
		});
		return [
			{ requests: [ask('countSample', size), ask('edges', 1)], gives: counted },
			{ requests: [ask('headerSample', size)], gives: header },
			{
				requests: [ask('blockSample', size)],
				gives: present({ ...header, user_tx: mean('user_tx') })
			}
		];
	});
}

function present(given: Partial<Record<Quantity, Given | undefined>>): Offer['gives'] {
	return Object.fromEntries(Object.entries(given).filter(([, each]) => each !== undefined));
}
