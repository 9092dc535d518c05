import type { BlockFact } from '#lib/domain/facts.ts';
import { InvalidBatchError, ParentMismatchError } from './errors.ts';
import { sameHash } from './hashes.ts';
import { checkRange, type Ledger } from './ledger.ts';
import type { BlockBatch } from './ports/blocks.ts';
import { MAX_INT64 } from './wide-integers.ts';

/** The first and last block of a batch. */
export interface BatchEdges {
	readonly first: BlockFact;
	readonly last: BlockFact;
}

/**
 * Check a batch by itself: every block of its range, in order, each continuing the one before, time
 * never going back. Throws RangeError for a range that is none, InvalidBatchError or
 * ParentMismatchError.
 */
export function checkBatch(chainId: number, batch: BlockBatch): BatchEdges {
	const { range, blocks } = batch;
	checkRange(range);
	const first = blocks[0];
	const last = blocks.at(-1);
	const fault = (words: string) => new InvalidBatchError(chainId, range, words);
	if (!first || !last || blocks.length !== range.to - range.from + 1)
		throw fault(`the batch has ${blocks.length} blocks; give every block of the range, once`);
	let previous: BlockFact | null = null;
	for (const [index, block] of blocks.entries()) {
		if (block.number !== range.from + index)
			throw fault(`block ${range.from + index} is missing: ${block.number} stands in its place`);
		if (block.baseFee !== null && block.baseFee > MAX_INT64)
			throw fault(
				`block ${block.number} has a base fee of ${block.baseFee} wei, more than the ${MAX_INT64} that can be stored: ask another endpoint`
			);
		if (previous) {
			if (!sameHash(block.parentHash, previous.hash))
				throw new ParentMismatchError(chainId, block.number, previous.hash, block.parentHash);
			if (block.timestamp < previous.timestamp)
				throw fault(
					`block ${block.number} has time ${block.timestamp}, before its parent’s ${previous.timestamp}: ask another endpoint`
				);
		}
		previous = block;
	}
	return { first, last };
}

/**
 * Check a batch against what is stored around and below it. `stored` has the hashes of the stored
 * blocks from the one before the range to its end. Throws ParentMismatchError when they are on
 * different forks, InvalidBatchError when time goes back.
 */
export function checkNeighbours(
	chainId: number,
	batch: BlockBatch,
	{ first, last }: BatchEdges,
	ledger: Ledger,
	stored: ReadonlyMap<number, string>
): void {
	const before = stored.get(first.number - 1);
	if (before !== undefined && !sameHash(before, first.parentHash))
		throw new ParentMismatchError(chainId, first.number, before, first.parentHash);
	for (const block of batch.blocks) {
		const known = stored.get(block.number);
		if (known !== undefined && !sameHash(known, block.hash))
			throw new ParentMismatchError(chainId, block.number + 1, known, block.hash);
	}
	for (const range of ledger.covered) {
		if (range.from === last.number + 1 && range.fromParentHash !== null)
			if (!sameHash(range.fromParentHash, last.hash))
				throw new ParentMismatchError(chainId, range.from, last.hash, range.fromParentHash);
		const early = range.to < first.number && range.toTime > first.timestamp;
		const late = range.from > last.number && range.fromTime < last.timestamp;
		if (early || late)
			throw new InvalidBatchError(
				chainId,
				batch.range,
				`its times, ${first.timestamp} to ${last.timestamp}, do not fit the stored blocks ${range.from}–${range.to}, ${range.fromTime} to ${range.toTime}: ask another endpoint`
			);
	}
}
