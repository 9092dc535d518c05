import { FAMILIES } from '../families.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { typical, whole, type Offer, type Offers } from './offer.ts';
import { request, type RequestName } from './request-kinds.ts';
import { RANK_VARIATION, smallestSample, statedError } from './sample-error.ts';

const HOURS_A_DAY = 24;
const BATCH_METHODS = ['zks_getL1BatchDetails', 'zks_getL1BatchBlockRange'] as const;

/** What executed batches tell, of their blocks too. */
export function stageOffers(known: ChainKnowledge, within: number): Offers {
	const { family, batchesAnHour: batches, blocksAnHour, txPerBlock, offered } = known;
	const withheld = (why: string): Offers => ({ offers: [], withheld: { stage: why, l1_tx: why } });
	if (!FAMILIES[family].tellsBatches) return withheld('nodes of its family tell of no batches');
	const missing = BATCH_METHODS.find((method) => offered[method] === false);
	if (missing) return withheld(`no endpoint offers ${missing}`);
	if (batches === null)
		return withheld('how often batches are made is not known: run collect once');
	const ask = (name: RequestName, calls: number) => request(name, calls, txPerBlock);
	const details = ask('batches', batches);
	const ranges = ask('batchRanges', batches / 2);
	const each = whole('each');
	// A protocol upgrade, of which there are a few a year, may be counted among what users sent.
	const counts = {
		tx: whole('window'),
		user_tx: typical(null, 'bound'),
		l1_tx: whole('window')
	};
	const offers: Offer[] = [
		{ requests: [details], gives: counts },
		{
			requests: [details, ranges, ask('batchEnds', batches)],
			gives: { ...counts, stage: each }
		}
	];
	if (blocksAnHour !== null)
		for (const blocks of ['headers', 'blocks'] as const)
			offers.push({
				requests: [details, ranges, ask(blocks, blocksAnHour)],
				gives: { ...counts, stage: each }
			});
	const aDay = Math.round(batches * HOURS_A_DAY);
	const drawn = aDay < 1 ? aDay : smallestSample(RANK_VARIATION, aDay, within);
	if (drawn < aDay) {
		const size = Math.ceil(drawn / HOURS_A_DAY);
		const share = statedError(RANK_VARIATION, Math.min(size * HOURS_A_DAY, aDay), aDay);
		offers.push({
			requests: [details, ask('batchRangeSample', size), ask('batchEndSample', size)],
			gives: { ...counts, stage: typical(share, 'daily rank') }
		});
	}
	return { offers, withheld: {} };
}
