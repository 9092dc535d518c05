import { expect, test } from 'vitest';
import { chainOf, START } from '#lib/server/test-chain.ts';
import type { WholeBlock } from './block-jobs.ts';
import { recentBlocks } from './recent-blocks.ts';

const HASH = `0x${'1'.repeat(64)}`;

/** A block with one transaction of so many characters of calldata. */
function blockOf(number: number, characters: number): WholeBlock {
	const [fact] = chainOf([{ timestamp: START }], number);
	const input = '0'.repeat(characters);
	const transaction = { hash: HASH, type: 2, from: HASH, to: null, value: 0n, authorizations: 0 };
	if (!fact) throw new Error('no block was made');
	return { fact, transactions: [{ ...transaction, input }] };
}

test('a block is given once, as it was kept last', () => {
	const recent = recentBlocks();
	recent.keep(blockOf(7, 10));
	const newer = blockOf(7, 20);
	recent.keep(newer);
	expect(recent.take(8)).toBeNull();
	expect(recent.take(7)).toBe(newer);
	expect(recent.take(7)).toBeNull();
});

test('where there is no room, the ones kept longest go', () => {
	const recent = recentBlocks(3_000);
	for (const number of [1, 2, 3]) recent.keep(blockOf(number, 700));
	expect(recent.take(1)).not.toBeNull();
	recent.keep(blockOf(4, 700));
	recent.keep(blockOf(5, 700));
	expect([2, 3, 4, 5].map((number) => recent.take(number) !== null)).toEqual([
		...[false, true, true, true]
	]);
	recent.keep(blockOf(6, 100_000));
	expect(recent.take(6)).toBeNull();
});
