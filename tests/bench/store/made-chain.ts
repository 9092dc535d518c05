import type { BlockFact } from '#lib/domain/facts.ts';
import { gas, unixSeconds, wei } from '#lib/domain/units.ts';
import type { BlockBatch } from '#lib/server/store/ports/blocks.ts';

/** Ethereum of late 2025, by size of its numbers; all figures vary from block to block. */
const FIRST_NUMBER = 23_000_000;
const FIRST_TIME = 1_764_201_600;
export const BLOCK_SECONDS = 12;
/** One block in so many is of a validator who votes for a lower gas limit, by about a thousandth. */
const OTHER_VOTES = 8;

/** Block `index` of a made chain that begins at `firstTime`: the same each time. */
export function madeBlock(index: number, firstTime = FIRST_TIME): BlockFact {
	const number = FIRST_NUMBER + index;
	const spread = Math.imul(number, 0x9e3779b1) >>> 0;
	const txCount = 100 + (spread % 200);
	return {
		number,
		timestamp: unixSeconds(firstTime + index * BLOCK_SECONDS),
		hash: hashOf(number),
		parentHash: hashOf(number - 1),
		txCount,
		userTxCount: txCount,
		gasUsed: gas(15_000_000 + (spread % 20_000_000)),
		gasLimit: gas(spread % OTHER_VOTES === 0 ? 59_941_408 : 60_000_000),
		baseFee: wei(1_000_000_000n + BigInt(spread))
	};
}

/** `count` blocks from index `from` on, in batches of `size`, ascending. */
export function madeBatches(
	from: number,
	count: number,
	size: number,
	firstTime = FIRST_TIME
): BlockBatch[] {
	return Array.from({ length: Math.ceil(count / size) }, (_, batch) => {
		const blocks = Array.from({ length: Math.min(size, count - batch * size) }, (_, index) =>
			madeBlock(from + batch * size + index, firstTime)
		);
		return { range: { from: blocks[0]!.number, to: blocks.at(-1)!.number }, blocks };
	});
}

function hashOf(number: number): string {
	const first = (Math.imul(number, 0x85ebca6b) >>> 0).toString(16).padStart(8, '0');
	return `0x${first.repeat(7)}${number.toString(16).padStart(8, '0')}`;
}
