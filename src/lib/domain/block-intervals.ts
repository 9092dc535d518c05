import type { UnixSeconds } from './units.ts';

/** What an interval is made of. */
export interface TimedBlock {
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly txCount: number;
}

/**
 * How far back a block's predecessor may lie where empty blocks are no blocks of a user's. Era ends
 * each batch with one such block, so two in a row are rare and 16 are never seen.
 */
const FICTIVE_REACH = 16;

/** How many blocks before a block its interval may depend on. */
export function predecessorReach(emptyAreFictive: boolean): number {
	return emptyAreFictive ? FICTIVE_REACH : 1;
}

/**
 * Tells the seconds that each block came after its predecessor, given blocks in ascending order; the interval
 * belongs to the block that ends it. Null where there is none: for the first block, across a hole in the numbers,
 * and after a genesis block that says 1970, since it was not made then. With `emptyAreFictive`, empty blocks are bookkeeping: the interval runs between blocks that hold
 * transactions, if every block between is at hand and they are no more than `predecessorReach` apart.
 */
export function intervalMeter(emptyAreFictive: boolean): (block: TimedBlock) => number | null {
	const reach = predecessorReach(emptyAreFictive);
	let start: TimedBlock | null = null;
	let previousNumber = -1;
	return (block) => {
		if (block.number !== previousNumber + 1) start = null;
		previousNumber = block.number;
		if (emptyAreFictive && block.txCount === 0) return null;
		const near =
			start !== null && start.timestamp > 0 && block.number - start.number <= reach ? start : null;
		const seconds = near && block.timestamp - near.timestamp;
		start = block;
		return seconds;
	};
}
