import type { BlockRange } from '#lib/domain/block-range.ts';

/** A block does not continue the stored chain: somebody is on another fork. */
export class ParentMismatchError extends Error {
	override readonly name = 'ParentMismatchError';
	readonly chainId: number;
	readonly blockNumber: number;
	constructor(chainId: number, blockNumber: number, stored: string, given: string) {
		super(
			`chain ${chainId}, block ${blockNumber}: parent hash ${given} differs from the stored hash ${stored}`
		);
		this.chainId = chainId;
		this.blockNumber = blockNumber;
	}
}

/** Fees were offered for blocks that are not stored. */
export class BlocksNotCoveredError extends Error {
	override readonly name = 'BlocksNotCoveredError';
	constructor(chainId: number, range: BlockRange) {
		super(
			`chain ${chainId}: blocks ${range.from}–${range.to} are not stored, so their fees cannot be`
		);
	}
}

/** A frozen reading was edited without a new version. */
export class ReadingChangedError extends Error {
	override readonly name = 'ReadingChangedError';
	constructor(readingId: string, version: number) {
		super(
			`reading ${readingId} version ${version} was judged before with other content: give the edited reading version ${version + 1}`
		);
	}
}

/** The database cannot be used; the message says what to do. */
export class StoreUnusableError extends Error {
	override readonly name = 'StoreUnusableError';
}

/** A batch is not what it says it is; nothing of it was stored. The message says where. */
export class InvalidBatchError extends Error {
	override readonly name = 'InvalidBatchError';
	constructor(
		chainId: number,
		range: BlockRange,
		fault: string,
		what: 'blocks' | 'batches' = 'blocks'
	) {
		super(`chain ${chainId}, ${what} ${range.from}–${range.to}: ${fault}`);
	}
}
