import { FAMILIES } from '../families.ts';
import type { Quantity } from '../metrics/metric.ts';
import { SAMPLED, type ChainKnowledge } from './chain-knowledge.ts';
import { typical, whole, type Offer, type Offers } from './offer.ts';
import { request, type RequestName } from './request-kinds.ts';
import { sampleOffers } from './sample-offers.ts';

const FEE_HISTORY_BLOCKS = 1_024;
/** A gas limit differs from its parent’s by less than this share (Yellow Paper, 4.4.4). */
const LIMIT_STEP = 1 / 1_024;
/** Headers that finding the first block of an hour takes, by interpolation. */
const EDGE_HEADERS = 4;
/** Blocks an hour whose receipts are read where fees are sampled. */
const SAMPLED_RECEIPTS = 12;
const OF_BLOCKS: readonly Quantity[] = [
	...SAMPLED,
	...(['gas_limit', 'interval', 'base_fee', 'fee', 'user_op'] as const)
];
const WITHOUT_RECEIPTS = 'no endpoint offers eth_getBlockReceipts';

/** What blocks, their counts, receipts and fee histories tell. */
export function blockOffers(known: ChainKnowledge, within: number): Offers {
	const { family, blocksAnHour: blocks, txPerBlock, offered, feeHistory } = known;
	if (blocks === null) {
		const reason = 'how often blocks are made is not known: run collect once';
		return { offers: [], withheld: Object.fromEntries(OF_BLOCKS.map((name) => [name, reason])) };
	}
	const ask = (name: RequestName, calls: number) => request(name, calls, txPerBlock);
	const { systemTransactionTypes, emptyBlocksAreFictive } = FAMILIES[family];
	const hashesTellUsers = systemTransactionTypes.length === 0;
	const each = whole('each');
	const header = { tx: each, gas: each, gas_limit: each, interval: each, base_fee: each };
	const block = { ...header, user_tx: each };
	const hour = whole('hour');
	const history = ask('feeHistory', blocks / FEE_HISTORY_BLOCKS);
	const offers: Offer[] = [];

	// An hour is 3,600 s long and has so many blocks; where empty ones are no blocks, those must be told apart.
	if (!emptyBlocksAreFictive)
		offers.push({ requests: [ask('edges', 1)], gives: { interval: whole('window') } });
	if (offered.eth_feeHistory) {
		// Elsewhere the answers are placeholders, or of another gas.
		const isTold = feeHistory === 'real' && family === 'evm';
		const told = isTold ? { tip: each, blob_base_fee: each } : {};
		offers.push({ requests: [history], gives: { base_fee: each, ...told } });
		// On the OP Stack an operator may change the limit at once, so that none follows from another.
		if (feeHistory === 'real' && family === 'evm') {
			const drift = typical(within, 'bound');
			offers.push({
				requests: [history, ask('gasLimits', blocks / limitStep(within))],
				gives: { base_fee: each, gas: drift, gas_limit: drift }
			});
		}
	}
	offers.push(...sampleOffers(known, blocks, within));
	offers.push({
		requests: [ask('counts', blocks), ask('edges', EDGE_HEADERS)],
		gives: { tx: hour, ...(hashesTellUsers ? { user_tx: hour } : {}) }
	});
	offers.push({
		requests: [ask('headers', blocks)],
		gives: hashesTellUsers ? block : header
	});
	offers.push({ requests: [ask('blocks', blocks)], gives: block });
	if (offered.eth_getBlockReceipts === false)
		return { offers, withheld: { fee: WITHOUT_RECEIPTS, user_op: WITHOUT_RECEIPTS } };
	const sampled = Math.min(SAMPLED_RECEIPTS, blocks);
	offers.push(
		{
			requests: [ask('receiptSample', sampled), ask('receiptBlockSample', sampled)],
			// How many transfers of a kind those blocks hold is not known before they are read, nor how uneven bundles are.
			gives: { fee: typical(null, 'daily rank'), user_op: typical(null, 'hourly mean') }
		},
		{
			requests: [ask('blocks', blocks), ask('receipts', blocks)],
			gives: { ...block, fee: each, user_op: each }
		}
	);
	return { offers, withheld: {} };
}

/** Blocks from one header to the next, so that the limit of none between has drifted by more than a share. */
function limitStep(within: number): number {
	return 1 + 2 * Math.max(0, Math.floor(Math.log1p(within) / Math.log1p(LIMIT_STEP)));
}
