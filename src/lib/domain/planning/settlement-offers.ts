import { STAGES } from '../batches.ts';
import { findZkChain } from '../zk-chains.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { whole, type Offers } from './offer.ts';
import { request } from './request-kinds.ts';

/** What Ethereum tells of a chain’s batches; each step of each batch in a block and a transaction of its own at most. */
export function settlementOffers(known: ChainKnowledge, looksAnHour: number): Offers {
	const { chainId, batchesAnHour, txPerBlock } = known;
	const withheld = (settlement: string): Offers => ({ offers: [], withheld: { settlement } });
	if (!findZkChain(chainId)) return withheld('it settles by none of the contracts that are read');
	if (batchesAnHour === null)
		return withheld('how often batches are made is not known: run collect once');
	const steps = batchesAnHour * STAGES.length;
	return {
		offers: [
			{
				requests: [
					request('settlementContract', looksAnHour, txPerBlock),
					request('settlementLogs', looksAnHour, txPerBlock),
					// Both ends of what is looked at, too.
					request('settlementHeaders', 2 * looksAnHour + steps, txPerBlock),
					request('settlementReceipts', steps, txPerBlock)
				],
				gives: { settlement: whole('each') }
			}
		],
		withheld: {}
	};
}
