import type {
	BlockRange,
	CoveredRange,
	FactKind,
	Gap,
	GapReason
} from '#lib/domain/block-range.ts';

/** The reads of what is wanted, what of it is there, and what is missing. */
export interface LedgerReads {
	/** Ascending; no two of them touch. */
	getWanted(chainId: number, kind: FactKind): Promise<BlockRange[]>;
	/** The block from which on passes follow a chain; null where none ever did. */
	findFollowedFrom(chainId: number): Promise<number | null>;
	/** Ascending, merged. */
	getCovered(chainId: number, kind: FactKind): Promise<CoveredRange[]>;
	/** Ascending by chain, kind, block. */
	getGaps(filter: { chainId?: number; kind?: FactKind }): Promise<Gap[]>;
}

/** The writes of what is wanted, and of why it is missing. */
export interface LedgerWrites {
	/**
	 * Follow a chain from `range.from` on, or from where it was followed before if that is earlier: blocks and fees of
	 * the range are wanted.
	 */
	follow(chainId: number, range: BlockRange): Promise<void>;
	/**
	 * Want a range of a kind too; new blocks become gaps `not_yet_collected`. What lies between it and what was wanted
	 * before stays unwanted.
	 */
	extendWanted(chainId: number, kind: FactKind, range: BlockRange): Promise<void>;
	/** Say why a range is missing; covered parts of it are left alone. */
	markGap(
		chainId: number,
		kind: FactKind,
		range: BlockRange,
		reason: GapReason,
		detail: string
	): Promise<void>;
}
