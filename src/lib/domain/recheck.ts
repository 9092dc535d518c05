import type { BlockRange, FactKind } from './block-range.ts';
import { findChain } from './chains.ts';
import type { Measurement } from './measurement.ts';
import type { Metric } from './metrics/metric.ts';
import { METRICS } from './metrics/registry.ts';
import { PRICE_FEEDS } from './price-feeds.ts';
import type { TimeWindow } from './time.ts';

/** What must be read again to recompute a measurement from a chain alone; or why nothing can be. */
export type Recheck =
	| {
			readonly canBeRead: true;
			readonly chainId: number;
			readonly windows: readonly TimeWindow[];
			/** Kinds of facts of those windows. */
			readonly kinds: readonly FactKind[];
			/** The blocks that it says it rests on; null where it found none. */
			readonly blocks: BlockRange | null;
			/** The chain whose price feeds state what the value needs; null where it needs no price. */
			readonly feedChain: number | null;
			/** What an equal value does not show, or null. */
			readonly caveat: string | null;
	  }
	| { readonly canBeRead: false; readonly reason: string };

const STEPS_ON_L1 =
	'its steps and their receipts stand on Ethereum, and this command does not read those again yet';
const FEE_HISTORIES =
	'it is made of fee histories, which this command does not read again yet; `backfill` does';

/** Kinds of facts to read for those that a metric is computed from, or why they cannot be read again. */
const KINDS: Readonly<Record<Metric['facts'], readonly FactKind[] | string>> = {
	block: ['block'],
	fee: ['block', 'fee'],
	user_op: ['block', 'fee'],
	batch: ['batch'],
	price: [],
	settlement: STEPS_ON_L1,
	history: FEE_HISTORIES,
	fork: 'it is one header, which its page names: the call for it stands there',
	observation:
		'it is what the chain answered at that time, and only an archive endpoint can be asked that again',
	check:
		'it tells how endpoints answered at the time, and no endpoint can be asked again what it said then',
	none: 'nothing collects this metric yet, so there is no value to check'
};

const OWN_WORD =
	'the times are the operator’s own word: read again, they show only that it still says the same';

/** What to read again for a measurement. */
export function recheckOf(measurement: Measurement): Recheck {
	const { chainId, metric, window, baseWindow, provenance, verifiable } = measurement;
	const { facts } = METRICS[metric];
	const kinds = KINDS[facts];
	if (typeof kinds === 'string') return { canBeRead: false, reason: kinds };
	const unread = unreadSource(measurement);
	if (unread !== null) return { canBeRead: false, reason: unread };
	if (measurement.sampled)
		return { canBeRead: false, reason: 'it is from a sample, whose blocks it does not name' };
	const chain = findChain(chainId);
	if (!chain)
		return { canBeRead: false, reason: `chain ${chainId} is no longer in the chain list` };
	const { fromBlock, toBlock } = provenance;
	// Reading a window of which nothing was known would measure it anew, and check nothing.
	if (facts !== 'price' && toBlock === null && measurement.coverage === 0)
		return {
			canBeRead: false,
			reason: `it rests on no block: ${measurement.reason ?? 'nothing was collected'}`
		};
	return {
		canBeRead: true,
		chainId,
		windows: baseWindow ? [baseWindow, window] : [window],
		kinds,
		blocks: fromBlock === null || toBlock === null ? null : { from: fromBlock, to: toBlock },
		feedChain: facts === 'price' ? chainId : isPriced(measurement) ? feedChainOf(chain) : null,
		caveat: verifiable === 'self_reported' ? OWN_WORD : null
	};
}

/**
 * Why what a measurement rests on is not read again, though its metric’s facts could be: finality by Ethereum’s clock,
 * and base fees of times whose blocks were not stored.
 */
function unreadSource({ metric, verifiable, provenance }: Measurement): string | null {
	const { facts, needs } = METRICS[metric];
	if (needs.includes('stage') && verifiable === 'full') return STEPS_ON_L1;
	return facts === 'block' && provenance.methods.includes('eth_feeHistory') ? FEE_HISTORIES : null;
}

/** Whether a value needs the price of the chain’s gas token. */
export function isPriced({ priceCoverage }: Pick<Measurement, 'priceCoverage'>): boolean {
	return (priceCoverage ?? null) !== null;
}

function feedChainOf({ priceFeed }: { readonly priceFeed: keyof typeof PRICE_FEEDS | null }) {
	return priceFeed && PRICE_FEEDS[priceFeed].chainId;
}
