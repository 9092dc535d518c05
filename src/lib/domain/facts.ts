import type { Gas, UnixSeconds, Wei } from './units.ts';

/** What one block said: the columns that every block metric is computed from. */
export interface BlockFact {
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly hash: string;
	readonly parentHash: string;
	/** All transactions of the block. */
	readonly txCount: number;
	/** Without the chain's own (`ChainFamily.systemTransactionTypes`). */
	readonly userTxCount: number;
	readonly gasUsed: Gas;
	/** What the header states; whether it binds is a matter of the family (`ChainFamily.gasLimit`). */
	readonly gasLimit: Gas;
	/** Wei per gas; null before EIP-1559. */
	readonly baseFee: Wei | null;
}

/** Kinds of transaction whose fee is measured as `fee.<class>`, told apart by calldata and logs. */
export const FEE_CLASSES = ['native_transfer', 'erc20_transfer'] as const;
export type FeeClass = (typeof FEE_CLASSES)[number];

/** What one transaction cost the one who paid for it, from its receipt. */
export interface FeeFact {
	readonly blockNumber: number;
	readonly transactionIndex: number;
	readonly feeClass: FeeClass;
	readonly fee: Wei;
}

/** A block in which users asked for more operations than they sent transactions. Other blocks have none. */
export interface UserOpsFact {
	readonly blockNumber: number;
	/** Operations beyond one for each of the block's `userTxCount`, from 1. */
	readonly extra: number;
}
