import type { UnixSeconds } from './units.ts';

/** What an interval is made of. */
export interface TimedBlock {
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly txCount: number;
}

/** The seconds that a block came after the one before it; it belongs to the block that ends it. */
export interface BlockInterval {
	readonly block: number;
	readonly timestamp: UnixSeconds;
	readonly seconds: number;
}

/**
 * Intervals between blocks given in ascending order. Across a hole in the numbers there is none.
 * With `emptyAreFictive`, empty blocks are bookkeeping: the interval runs between blocks that hold transactions.
 */
export function blockIntervals(
	blocks: readonly TimedBlock[],
	emptyAreFictive: boolean
): BlockInterval[] {
	const intervals: BlockInterval[] = [];
	let start: TimedBlock | null = null;
	let previousNumber = -1;
	for (const block of blocks) {
		if (block.number !== previousNumber + 1) start = null;
		previousNumber = block.number;
		if (emptyAreFictive && block.txCount === 0) continue;
		if (start)
			intervals.push({
				block: block.number,
				timestamp: block.timestamp,
				seconds: block.timestamp - start.timestamp
			});
		start = block;
	}
	return intervals;
}
