import { STAGES } from '../batches.ts';
import { findZkChain } from '../zk-chains.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { whole, type Offers } from './offer.ts';
import { request, type PlannedRequest } from './request-kinds.ts';

/** What Ethereum tells of a chain’s batches, looked at so often. */
export function settlementOffers(known: ChainKnowledge, looksAnHour: number): Offers {
	const withheld = (settlement: string): Offers => ({ offers: [], withheld: { settlement } });
	if (!findZkChain(known.chainId))
		return withheld('it settles by none of the contracts that are read');
	if (known.batchesAnHour === null)
		return withheld('how often batches are made is not known: run collect once');
	const requests = settlementRequests(known, looksAnHour, looksAnHour);
	return { offers: [{ requests, gives: { settlement: whole('each') } }], withheld: {} };
}

/**
 * The requests for it: the contract is asked for at each look, and its events where there are new final blocks. Each
 * step of each batch is in a block and a transaction of its own at most.
 */
export function settlementRequests(
	{ batchesAnHour, txPerBlock }: Pick<ChainKnowledge, 'batchesAnHour' | 'txPerBlock'>,
	looksAnHour: number,
	rangesAnHour: number
): PlannedRequest[] {
	const steps = (batchesAnHour ?? 0) * STAGES.length;
	return [
		request('settlementContract', looksAnHour, txPerBlock),
		request('settlementLogs', rangesAnHour, txPerBlock),
		// Both ends of each range, too.
		request('settlementHeaders', 2 * rangesAnHour + steps, txPerBlock),
		request('settlementReceipts', steps, txPerBlock)
	];
}
