import type { Stage } from '#lib/domain/batches.ts';
import { MalformedAnswer } from '../rpc/parse/malformed.ts';
import type { MinedLog } from '../rpc/parse/settlement.ts';

/**
 * Events of a ZK chain’s diamond, by their topics (matter-labs/era-contracts
 * l1-contracts/contracts/state-transition/chain-interfaces/IExecutor.sol). Chains on EraVM and on ZKsync OS have the
 * same ones.
 */
export const SETTLEMENT_TOPICS = {
	/** `BlockCommit(uint256 indexed batchNumber, bytes32 indexed batchHash, bytes32 indexed commitment)` */
	commit: '0x8f2916b2f2d78cc5890ead36c06c0f6d5d112c7e103589947e8e2f0d6eddb763',
	/** `BlocksVerification(uint256 indexed previousLastVerifiedBatch, uint256 indexed currentLastVerifiedBatch)` */
	prove: '0x22c9005dd88c18b552a1cd7e8b3b937fcde9ca69213c1f658f54d572e4877a81',
	/** `BlockExecution(uint256 indexed batchNumber, bytes32 indexed batchHash, bytes32 indexed commitment)` */
	execute: '0x2402307311a4d6604e4e7b4c8a15a7e1213edb39c16a31efa70afb06030d3165',
	/** `BlocksRevert(uint256 totalBatchesCommitted, uint256 totalBatchesVerified, uint256 totalBatchesExecuted)` */
	revert: '0x8bd4b15ea7d1bc41ea9abc3fc487ccb89cd678a00786584714faa9d751c84ee5'
} as const;

/** What one event says. */
export type SettlementEvent =
	| { readonly stage: Stage; readonly batches: { readonly from: number; readonly to: number } }
	| { readonly stage: null; readonly committed: number; readonly proven: number };

/** One proof covers some dozens of batches; a log that names more is none of a diamond’s. */
const MOST_PROVEN = 10_000;

/** What a log of a diamond says. Throws MalformedAnswer for one that is no event of those above. */
export function settlementEvent({ topics, data }: MinedLog): SettlementEvent {
	const [topic, first, second] = topics;
	switch (topic) {
		case SETTLEMENT_TOPICS.commit:
		case SETTLEMENT_TOPICS.execute: {
			const batch = asBatch(first, 'topics[1]');
			const stage = topic === SETTLEMENT_TOPICS.commit ? 'commit' : 'execute';
			return { stage, batches: { from: batch, to: batch } };
		}
		case SETTLEMENT_TOPICS.prove: {
			const [before, last] = [asBatch(first, 'topics[1]'), asBatch(second, 'topics[2]')];
			if (last <= before || last - before > MOST_PROVEN)
				throw new MalformedAnswer('topics', `tell of a proof of batches ${before + 1}–${last}`);
			return { stage: 'prove', batches: { from: before + 1, to: last } };
		}
		case SETTLEMENT_TOPICS.revert: {
			const word = (index: number) =>
				asBatch(`0x${data.slice(2 + 64 * index, 66 + 64 * index)}`, 'data');
			return { stage: null, committed: word(0), proven: word(1) };
		}
		default:
			throw new MalformedAnswer('topics[0]', `is none that was asked for: "${topic ?? ''}"`);
	}
}

function asBatch(word: string | undefined, field: string): number {
	const number = word === undefined || word.length !== 66 ? Number.NaN : Number(BigInt(word));
	if (!Number.isSafeInteger(number))
		throw new MalformedAnswer(field, `is no batch number: "${word ?? ''}"`);
	return number;
}
