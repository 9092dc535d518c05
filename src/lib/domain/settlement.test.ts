import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stage } from './batches.ts';
import {
	costOfTransaction,
	dataOfCommit,
	settledSteps,
	type SettlementStep,
	type SettlementTransaction
} from './settlement.ts';
import { unixSeconds } from './units.ts';

const step = (batch: number, stage: Stage, l1Block: number, logIndex = 0): SettlementStep => ({
	...{ batch, stage, l1Block, logIndex, at: unixSeconds(l1Block * 12) },
	txHash: `0x${String(l1Block).padStart(64, '0')}`
});
const whole = (batch: number, at: readonly [number, number, number]) => [
	step(batch, 'commit', at[0]),
	step(batch, 'prove', at[1]),
	step(batch, 'execute', at[2])
];
const ALL = [{ from: 0, to: 1_000 }];
const blocksOf = (...told: Parameters<typeof settledSteps>) =>
	[...settledSteps(...told)].map(([batch, { commit, prove, execute }]) => [
		...[batch, commit.l1Block, prove.l1Block, execute.l1Block]
	]);

describe('the steps of batches', () => {
	it('are those of batches that were executed', () => {
		const steps = [...whole(1, [10, 20, 30]), ...whole(2, [10, 20, 31]).slice(0, 2)];
		expect(blocksOf(steps, [], ALL)).toEqual([[1, 10, 20, 30]]);
	});

	it('are without commits and proofs that were taken back, in whatever order they are told', () => {
		const revert = { l1Block: 15, logIndex: 0, committed: 1, proven: 0 };
		const steps = [
			...whole(1, [10, 20, 30]),
			step(2, 'commit', 11),
			step(2, 'prove', 12),
			...whole(2, [16, 21, 31])
		];
		const expected = [
			[1, 10, 20, 30],
			[2, 16, 21, 31]
		];
		fc.assert(
			fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (shuffled) => {
				expect(blocksOf(shuffled, [revert], ALL).sort()).toEqual(expected);
			})
		);
		// Without the second commit there is none left.
		const lost = steps.filter(({ l1Block }) => l1Block !== 16);
		expect(blocksOf(lost, [revert], ALL)).toEqual([[1, 10, 20, 30]]);
		// Of batch 1 nothing was taken back but its proof, had it been there already.
		expect(blocksOf(whole(1, [10, 14, 30]), [revert], ALL)).toEqual([]);
	});

	it('count a revert by its place within a block', () => {
		const revert = { l1Block: 10, logIndex: 5, committed: 0, proven: 0 };
		const rest = whole(1, [10, 20, 30]).slice(1);
		expect(blocksOf([step(1, 'commit', 10, 4), ...rest], [revert], ALL)).toEqual([]);
		expect(blocksOf([step(1, 'commit', 10, 6), ...rest], [revert], ALL)).toHaveLength(1);
	});

	it('are left out where a revert could lie in blocks that are not known', () => {
		const steps = whole(1, [10, 20, 30]);
		const known = (...ranges: [number, number][]) => ranges.map(([from, to]) => ({ from, to }));
		expect(blocksOf(steps, [], known([10, 30]))).toHaveLength(1);
		expect(blocksOf(steps, [], known([10, 24], [26, 30]))).toEqual([]);
		expect(blocksOf(steps, [], known([11, 30]))).toEqual([]);
	});
});

describe('a transaction', () => {
	const transaction: SettlementTransaction = {
		...{ hash: '0x', l1Block: 1, gasUsed: 500_000, gasPrice: 30_000_000_001n },
		...{ blobGasUsed: 3 * 131_072, blobGasPrice: 7_000_000_003n, inputBytes: null },
		...{ steps: 2, commits: 2 }
	};

	it('costs its gas and its blobs’ gas, to the last wei', () => {
		expect(costOfTransaction(transaction)).toBe(
			500_000n * 30_000_000_001n + 393_216n * 7_000_000_003n
		);
		const plain = { ...transaction, blobGasUsed: 0, blobGasPrice: null };
		expect(costOfTransaction(plain)).toBe(500_000n * 30_000_000_001n);
	});

	it('publishes whole blobs at most, and no more than the last of each batch is unknown', () => {
		// Three blobs of two batches: one is full for certain, with 31 of 32 bytes of use.
		expect(dataOfCommit(transaction)).toEqual({ most: 196_608, least: 63_488 });
		expect(dataOfCommit({ ...transaction, blobGasUsed: 131_072 })).toEqual({
			...{ most: 65_536, least: 0 }
		});
		const calldata = { ...transaction, blobGasUsed: 0, blobGasPrice: null, inputBytes: 1_000 };
		expect(dataOfCommit(calldata)).toEqual({ most: 500, least: 0 });
	});
});
