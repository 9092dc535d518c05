import { FAMILIES } from '../families.ts';
import { SLOT_SECONDS } from '../forks.ts';
import { HOUR } from '../time.ts';
import { findZkChain } from '../zk-chains.ts';
import type { ChainKnowledge } from './chain-knowledge.ts';
import { COMPARED_AN_HOUR, observedAnHour } from './offers.ts';
import { request, type PlannedRequest, type RequestName } from './request-kinds.ts';
import { settlementRequests } from './settlement-offers.ts';

/** A look at the head by `watch`, whose passes are two seconds apart. */
const LOOKS_OF_WATCH = 1_800;
/** A look at the feeds by `watch`. */
const ROUNDS_OF_WATCH = 60;
/** Times that a block of Ethereum becomes final: every 32 slots. */
const FINAL_AN_HOUR = HOUR / (32 * SLOT_SECONDS);

/**
 * What `watch` asks for in an hour at most, whatever the plan: it reads every block, then block and receipts of those
 * with a user’s transaction, three calls a batch. At the head, whole blocks are kept for their receipts and read once. Null where the chain’s pace is not known.
 */
export function collectedToday(known: ChainKnowledge): PlannedRequest[] | null {
	const { family, blocksAnHour, batchesAnHour, feeds, endpoints, txPerBlock, offered } = known;
	if (blocksAnHour === null) return null;
	const ask = (name: RequestName, calls: number) => request(name, calls, txPerBlock);
	const { systemTransactionTypes, tellsBatches } = FAMILIES[family];
	const hasReceipts = offered.eth_getBlockReceipts !== false;
	const batches = tellsBatches ? (batchesAnHour ?? 0) : 0;
	return [
		ask('head', 2 * LOOKS_OF_WATCH),
		...(systemTransactionTypes.length === 0
			? [ask('headers', blocksAnHour), ...(hasReceipts ? [ask('blocks', blocksAnHour)] : [])]
			: [ask('blocks', blocksAnHour)]),
		...(hasReceipts ? [ask('receipts', blocksAnHour)] : []),
		ask('batches', batches),
		ask('batchRanges', batches),
		ask('batchEnds', batches),
		...(findZkChain(known.chainId)
			? settlementRequests(known, ROUNDS_OF_WATCH, FINAL_AN_HOUR)
			: []),
		ask('rounds', feeds * ROUNDS_OF_WATCH),
		ask('observations', observedAnHour(known)),
		ask('comparison', endpoints > 1 ? endpoints * COMPARED_AN_HOUR : 0)
	].filter(({ calls }) => calls > 0);
}

/** Whether the collector makes this request as a plan has it. Otherwise it reads more, out of which the same follows. */
export function isAsCollected(name: RequestName, known: ChainKnowledge): boolean {
	const readsWhole = FAMILIES[known.family].systemTransactionTypes.length > 0;
	return (
		name === (readsWhole ? 'blocks' : 'headers') ||
		name === 'comparison' ||
		name === 'observations' ||
		name === 'batches'
	);
}
