import type { FactKind } from '#lib/domain/block-range.ts';
import type { PriceFeedName } from '#lib/domain/price-feeds.ts';
import type { CollectedKind } from './pass.ts';

/** What a pass tells of while it runs. */
export type PassEvent =
	| {
			readonly event: 'head';
			readonly chain: number;
			readonly head: number;
			/** Blocks that are not stored, blocks whose fees are not, and executed batches that are not. */
			readonly missing: number;
			readonly feesMissing: number;
			readonly batchesMissing: number;
	  }
	| {
			readonly event: 'behind';
			readonly chain: number;
			readonly head: number;
			readonly stored: number;
	  }
	| { readonly event: 'reorganised'; readonly chain: number; readonly above: number }
	| {
			readonly event: 'collected';
			readonly chain: number;
			readonly kind: CollectedKind;
			readonly from: number;
			readonly to: number;
			readonly left: number;
	  }
	| {
			readonly event: 'no_price';
			readonly chain: number;
			readonly feed: PriceFeedName;
			readonly detail: string;
	  }
	/** What could not be found out of forks, or is told otherwise than the list has it. */
	| { readonly event: 'no_forks'; readonly chain: number; readonly detail: string }
	| {
			/** Hours of fee histories that this pass stored, and those that readings ask for beside them. */
			readonly event: 'fee_history';
			readonly chain: number;
			readonly hours: number;
			readonly left: number;
	  }
	| {
			readonly event: 'no_fee_history';
			readonly chain: number;
			readonly from: string;
			readonly to: string;
			readonly detail: string;
	  }
	| {
			/** A fixed question to the chain that had no answer this time. */
			readonly event: 'no_observation';
			readonly chain: number;
			readonly subject: string;
			readonly detail: string;
	  }
	| {
			readonly event: 'lagging';
			readonly chain: number;
			readonly host: string;
			readonly detail: string;
	  }
	| {
			/** The newest block is far older than blocks of this chain are apart, as so many endpoints say. */
			readonly event: 'stalled';
			readonly chain: number;
			readonly head: number;
			readonly time: string;
			readonly endpoints: number;
	  }
	| {
			/** It was, and there is a newer one. */
			readonly event: 'moving';
			readonly chain: number;
			readonly head: number;
			readonly time: string;
			readonly since: string;
	  }
	/** Endpoints say different things of one block. */
	| { readonly event: 'disagreement'; readonly chain: number; readonly detail: string }
	| { readonly event: 'no_batches'; readonly chain: number; readonly detail: string }
	| {
			/** So many blocks of L1 were searched for steps of this chain’s batches. */
			readonly event: 'settled';
			readonly chain: number;
			readonly from: number;
			readonly to: number;
			readonly steps: number;
			readonly left: number;
	  }
	/** It cannot be known how this chain settles. */
	| { readonly event: 'no_settlement'; readonly chain: number; readonly detail: string }
	| {
			/** No endpoint offers what this kind is read with. */
			readonly event: 'withheld';
			readonly chain: number;
			readonly kind: FactKind;
			readonly detail: string;
	  }
	| {
			readonly event: 'missing';
			readonly chain: number;
			readonly kind: FactKind;
			readonly from: number;
			readonly to: number;
			readonly reason: string;
			readonly detail: string;
	  };
