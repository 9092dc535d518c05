import type { FamilyName } from '../families.ts';

/** Quantities of which each block of a sample tells an amount. */
export const SAMPLED = ['tx', 'user_tx', 'gas'] as const;
export type SampledQuantity = (typeof SAMPLED)[number];

/**
 * How much a quantity differs from block to block: standard deviation ÷ mean over an hour. Null where it is not known,
 * or where the mean was 0.
 */
export type Variation = Readonly<Record<SampledQuantity, number | null>>;

/** What is known of a chain and of what its endpoints can do. Null is what is not known: nothing is taken for granted. */
export interface ChainKnowledge {
	readonly chainId: number;
	readonly family: FamilyName;
	/** Measured, not rounded. */
	readonly blocksAnHour: number | null;
	readonly batchesAnHour: number | null;
	/** Mean of all transactions, the chain’s own too. */
	readonly txPerBlock: number | null;
	readonly variation: Variation;
	/** Of the methods that not every endpoint offers, whether one of the chain’s does; those never asked about are absent. */
	readonly offered: Readonly<Record<string, boolean>>;
	/** Whether the gas shares of `eth_feeHistory` are those of its blocks. */
	readonly feeHistory: 'real' | 'placeholder' | null;
	/** Calls that an endpoint takes in one request. */
	readonly callsARequest: number | null;
	/** Requests a second that an endpoint allows. */
	readonly requestsASecond: number | null;
	/** Endpoints of the chain, all of which stored blocks are compared with. */
	readonly endpoints: number;
	/** Price feeds that stand on this chain. */
	readonly feeds: number;
}
