import { createHash } from 'node:crypto';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { BlockFact, UserOpsFact } from '#lib/domain/facts.ts';
import { gas, unixSeconds, wei } from '#lib/domain/units.ts';
import type { BlockBatch } from '#lib/server/store/ports/blocks.ts';

/** A chain where every block counts, and one where empty blocks are the chain's own bookkeeping. */
export const EVM = 1;
export const ERA = 324;

/** 2025-11-27T00:00:00Z, a full hour. */
export const T0 = unixSeconds(1_764_201_600);

/** What a test says about one block; the rest is made up from its number. */
export interface BlockWords {
	readonly timestamp: number;
	readonly txCount?: number;
	readonly userTxCount?: number;
	readonly gasUsed?: number;
	readonly gasLimit?: number;
	readonly baseFee?: bigint | null;
}

/** The hash of a block on a branch. */
export function hashOf(number: number, branch = 'a'): string {
	return `0x${createHash('sha256').update(`${branch}/${number}`).digest('hex')}`;
}

/** A chain of blocks from number `from` on; above `forkAt` they are on branch b. */
export function makeBlocks(
	words: readonly BlockWords[],
	from = 1,
	forkAt = Number.POSITIVE_INFINITY
): BlockFact[] {
	const branch = (number: number) => (number > forkAt ? 'b' : 'a');
	return words.map((each, index) => {
		const number = from + index;
		const txCount = each.txCount ?? 3;
		return {
			number,
			timestamp: unixSeconds(each.timestamp),
			hash: hashOf(number, branch(number)),
			parentHash: hashOf(number - 1, branch(number - 1)),
			txCount,
			userTxCount: each.userTxCount ?? Math.floor(txCount / 2),
			gasUsed: gas(each.gasUsed ?? txCount * 21_000),
			gasLimit: gas(each.gasLimit ?? 30_000_000),
			baseFee: each.baseFee === null ? null : wei(each.baseFee ?? BigInt(number) * 1_000_007n)
		};
	});
}

/** `count` blocks, one every `step` seconds. */
export function steadyBlocks(count: number, step = 12, from = 1, start: number = T0): BlockFact[] {
	return makeBlocks(
		Array.from({ length: count }, (_, index) => ({
			timestamp: start + index * step,
			txCount: (index * 7) % 11
		})),
		from
	);
}

/** The blocks of `range` as a batch. */
export function batchOf(blocks: readonly BlockFact[], range?: BlockRange): BlockBatch {
	const chosen = range
		? blocks.filter(({ number }) => number >= range.from && number <= range.to)
		: blocks;
	const [first, last] = [chosen[0], chosen.at(-1)];
	if (!first || !last) throw new Error('a batch has at least one block');
	return { range: { from: first.number, to: last.number }, blocks: chosen };
}

/** Every fifth block of these with more operations than transactions. */
export function userOpsOf(numbers: readonly number[]): UserOpsFact[] {
	return numbers
		.filter((number) => number % 5 === 0)
		.map((blockNumber) => ({ blockNumber, extra: 1 + (blockNumber % 7) }));
}
