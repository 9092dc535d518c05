import type { BlockRange } from './block-range.ts';
import type { UnixSeconds, Wei } from './units.ts';

/** Gas of a plain transfer between two accounts, until a fork reprices it (Yellow Paper, G_transaction). */
export const TRANSFER_GAS = 21_000n;

/** What `eth_feeHistory` tells of one block. */
export interface FeeHistoryBlock {
	readonly number: number;
	readonly baseFee: Wei;
	/** Gas used ÷ gas limit. */
	readonly gasUsedRatio: number;
	/** What the transaction in the middle of the block’s gas paid above the base fee; null of a block without any. */
	readonly medianTip: Wei | null;
	/** Wei per blob gas; null where there are no blobs yet. */
	readonly blobBaseFee: Wei | null;
}

/** One UTC hour whose every block was told of. */
export interface FeeHistoryHour {
	readonly hour: UnixSeconds;
	/** Null of an hour in which no block was made. */
	readonly range: BlockRange | null;
	/** Of the hour’s last block, or of the last one before it. */
	readonly toHash: string;
	readonly blocks: readonly FeeHistoryBlock[];
}

/** What is counted of fee histories, each an amount a block. */
export const FEE_HISTORY_CLASSES = ['base_fee', 'tip', 'transfer_price', 'blob_base_fee'] as const;
export type FeeHistoryClass = (typeof FEE_HISTORY_CLASSES)[number];

/** A block’s amounts, in wei; null where the block has none of a kind. */
export const FEE_HISTORY_AMOUNTS: Readonly<
	Record<FeeHistoryClass, (block: FeeHistoryBlock) => Wei | null>
> = {
	base_fee: ({ baseFee }) => baseFee,
	tip: ({ medianTip }) => medianTip,
	transfer_price: ({ baseFee, medianTip }) =>
		medianTip === null ? null : ((TRANSFER_GAS * (baseFee + medianTip)) as Wei),
	blob_base_fee: ({ blobBaseFee }) => blobBaseFee
};
