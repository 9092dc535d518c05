import { STAGES, type Stage } from './batches.ts';
import type { BlockRange, CoveredRange } from './block-range.ts';
import { BLOB_BYTES, BLOB_GAS } from './forks.ts';
import type { UnixSeconds } from './units.ts';

/** That a batch reached a stage, as an event of its chain’s contract on L1 tells. */
export interface SettlementStep {
	readonly batch: number;
	readonly stage: Stage;
	readonly l1Block: number;
	readonly logIndex: number;
	/** Of the L1 block. */
	readonly at: UnixSeconds;
	readonly txHash: string;
}

/** That commits and proofs were taken back: those of batches above what was left committed, and proven. */
export interface SettlementRevert {
	readonly l1Block: number;
	readonly logIndex: number;
	readonly committed: number;
	readonly proven: number;
}

/** What an L1 transaction that settled batches cost, and how much data it carried. */
export interface SettlementTransaction {
	readonly hash: string;
	readonly l1Block: number;
	readonly gasUsed: number;
	/** Wei per gas. */
	readonly gasPrice: bigint;
	/** 0 where it carried no blob. */
	readonly blobGasUsed: number;
	/** Wei per blob gas; null where it carried no blob. */
	readonly blobGasPrice: bigint | null;
	/** Length of its calldata; null where it was not read, since blobs carry the data, or it commits nothing. */
	readonly inputBytes: number | null;
	/** How many steps of batches it took, all stages together, and how many of them were commits. */
	readonly steps: number;
	readonly commits: number;
}

/** All that the contract of one chain told in a range of L1 blocks. */
export interface SettlementFacts {
	readonly range: CoveredRange;
	readonly steps: readonly SettlementStep[];
	readonly reverts: readonly SettlementRevert[];
	readonly transactions: readonly SettlementTransaction[];
}

/** A batch’s steps, each once and for good. */
export type SettledSteps = Readonly<Record<Stage, SettlementStep>>;

/**
 * The steps of every batch that was executed: what no revert took back, the last of each. A batch is left out unless
 * all L1 blocks from its commit to its execution are covered: a revert in a gap would not have been seen.
 */
export function settledSteps(
	steps: readonly SettlementStep[],
	reverts: readonly SettlementRevert[],
	covered: readonly BlockRange[]
): Map<number, SettledSteps> {
	const batches = new Map<number, Partial<Record<Stage, SettlementStep>>>();
	const ascending = [...steps, ...reverts].sort(
		(a, b) => a.l1Block - b.l1Block || a.logIndex - b.logIndex
	);
	for (const each of ascending) {
		if ('stage' in each) {
			const known = batches.get(each.batch) ?? {};
			batches.set(each.batch, { ...known, [each.stage]: each });
			continue;
		}
		for (const [batch, { execute, prove, commit }] of batches)
			batches.set(batch, {
				...(execute ? { execute } : {}),
				...(prove && batch <= each.proven ? { prove } : {}),
				...(commit && batch <= each.committed ? { commit } : {})
			});
	}
	return new Map(
		[...batches].flatMap(([batch, { commit, prove, execute }]) => {
			if (!commit || !prove || !execute) return [];
			const isWhole = covered.some(
				({ from, to }) => from <= commit.l1Block && execute.l1Block <= to
			);
			return isWhole ? [[batch, { commit, prove, execute }] as const] : [];
		})
	);
}

/** What a transaction cost, in wei: its gas and that of its blobs. */
export function costOfTransaction({
	gasUsed,
	gasPrice,
	blobGasUsed,
	blobGasPrice
}: SettlementTransaction): bigint {
	return BigInt(gasUsed) * gasPrice + BigInt(blobGasUsed) * (blobGasPrice ?? 0n);
}

/** A blob’s 4,096 field elements are below the order of a curve, so that 31 of each one’s 32 bytes can be used. */
const USABLE_BYTES = (BLOB_BYTES / 32) * 31;

/**
 * The data that a commit published for each of its batches, in bytes. `most` is the room that it took: whole blobs, or
 * its calldata. `least` leaves the last blob of each batch out, since that may hold next to nothing; of calldata, whose
 * other parts are not told apart, it is 0.
 */
export function dataOfCommit(transaction: SettlementTransaction): {
	readonly least: number;
	readonly most: number;
} {
	const { blobGasUsed, inputBytes, commits } = transaction;
	const blobs = blobGasUsed / Number(BLOB_GAS);
	if (blobs === 0) return { least: 0, most: (inputBytes ?? 0) / commits };
	return {
		least: (Math.max(0, blobs - commits) * USABLE_BYTES) / commits,
		most: (blobs * BLOB_BYTES) / commits
	};
}

/** The stages in the order of a batch’s steps, with its steps. */
export function stepsOf(steps: SettledSteps): readonly SettlementStep[] {
	return STAGES.map((stage) => steps[stage]);
}
