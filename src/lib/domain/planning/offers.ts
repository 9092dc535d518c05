import { FAMILIES } from '../families.ts';
import type { Quantity } from '../metrics/metric.ts';
import { SAMPLED, type ChainKnowledge } from './chain-knowledge.ts';
import { isCloseEnough, type Closeness, type Need } from './demand.ts';
import { request, type PlannedRequest, type RequestName } from './request-kinds.ts';
import { RANK_VARIATION, smallestSample, statedError } from './sample-error.ts';

/** The error of a sampled figure, as a share; null where it cannot be stated. */
export interface StatedError {
	readonly share: number | null;
	/** 95 of 100 hourly means lie within it; 95 of 100 daily quantiles’ ranks do; or no value lies beyond it. */
	readonly of: 'hourly mean' | 'daily rank' | 'bound';
}

export interface Given {
	readonly closeness: Closeness;
	readonly error: StatedError | null;
}

/** Requests that go together, and what one then knows. */
export interface Offer {
	readonly requests: readonly PlannedRequest[];
	readonly gives: Readonly<Partial<Record<Quantity, Given>>>;
}

/** Whether an offer tells a quantity closely enough. */
export function serves({ gives }: Offer, { quantity, closeness }: Need): boolean {
	const given = gives[quantity];
	return given !== undefined && isCloseEnough(given.closeness, closeness);
}

/** What can be had of a chain, and why other quantities cannot. */
export interface Offers {
	readonly offers: readonly Offer[];
	readonly withheld: Readonly<Partial<Record<Quantity, string>>>;
}

const FEE_HISTORY_BLOCKS = 1_024;
/** A gas limit differs from its parent’s by less than this share (Yellow Paper, 4.4.4). */
const LIMIT_STEP = 1 / 1_024;
/** Headers that finding the first block of an hour takes, by interpolation. */
const EDGE_HEADERS = 4;
/** As often as a chain’s head must be seen to count as fresh: every ten minutes. */
export const LOOKS_AN_HOUR = 6;
/** Blocks an hour whose receipts are read where fees are sampled. */
const SAMPLED_RECEIPTS = 12;
/** Stored blocks that each endpoint is asked for again: three a minute. */
export const COMPARED_AN_HOUR = 3 * 60;
const HOURS_A_DAY = 24;
const OF_BLOCKS: readonly Quantity[] = [...SAMPLED, 'gas_limit', 'interval', 'base_fee', 'fee'];

const whole = (closeness: Exclude<Closeness, 'typical'>): Given => ({ closeness, error: null });
const typical = (share: number | null, of: StatedError['of']): Given => ({
	closeness: 'typical',
	error: { share, of }
});

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

function blockOffers(known: ChainKnowledge, within: number): Offers {
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
		offers.push({ requests: [history], gives: { base_fee: each } });
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
		return { offers, withheld: { fee: 'no endpoint offers eth_getBlockReceipts' } };
	const sampled = Math.min(SAMPLED_RECEIPTS, blocks);
	offers.push(
		{
			requests: [ask('receiptSample', sampled), ask('receiptBlockSample', sampled)],
			// How many transfers of a kind those blocks hold is not known before they are read.
			gives: { fee: typical(null, 'daily rank') }
		},
		{
			requests: [ask('blocks', blocks), ask('receipts', blocks)],
			gives: { ...block, fee: each }
		}
	);
	return { offers, withheld: {} };
}

/** Blocks from one header to the next, so that the limit of none between has drifted by more than a share. */
function limitStep(within: number): number {
	return 1 + 2 * Math.max(0, Math.floor(Math.log1p(within) / Math.log1p(LIMIT_STEP)));
}

/**
 * Systematic samples, of each size that is the smallest for something. A share of blocks that are not empty varies by
 * no more than their transactions do ((Σx)² ≤ Σx² · Σ1 over blocks with x > 0), so those serve the mean interval too.
 */
function sampleOffers(known: ChainKnowledge, blocks: number, within: number): Offer[] {
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
		const mean = (quantity: (typeof SAMPLED)[number]): Given | undefined => {
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

const BATCH_METHODS = ['zks_getL1BatchDetails', 'zks_getL1BatchBlockRange'] as const;

function stageOffers(known: ChainKnowledge, within: number): Offers {
	const { family, batchesAnHour: batches, blocksAnHour, txPerBlock, offered } = known;
	const withheld = (stage: string): Offers => ({ offers: [], withheld: { stage } });
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
	const counts = { tx: whole('window'), user_tx: typical(null, 'bound') };
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

function otherOffers({ feeds, endpoints, txPerBlock }: ChainKnowledge): Offer[] {
	const each = whole('each');
	const offers: Offer[] = [];
	if (feeds > 0)
		offers.push({
			requests: [request('rounds', feeds * LOOKS_AN_HOUR, txPerBlock)],
			gives: { price: each }
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
