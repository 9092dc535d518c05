import { describe, expect, it } from 'vitest';
import { intervalMeter, predecessorReach } from './block-intervals.ts';
import { unixSeconds } from './units.ts';

/** Feeds [number, time, transactions] in order; gives each block's interval. */
function intervalsOf(blocks: readonly [number, number, number][], emptyAreFictive: boolean) {
	const intervalOf = intervalMeter(emptyAreFictive);
	return blocks.map(([number, time, txCount]) =>
		intervalOf({ number, timestamp: unixSeconds(time), txCount })
	);
}

describe('intervalMeter', () => {
	it('knows none for the first block, nor across a hole in the numbers', () => {
		const blocks: [number, number, number][] = [
			[5, 100, 1],
			[6, 112, 0],
			[8, 136, 1],
			[9, 137, 1]
		];
		expect(intervalsOf(blocks, false)).toEqual([null, 12, null, 1]);
	});

	it('counts from block 0 on, and several blocks in one second', () => {
		const blocks: [number, number, number][] = [
			[0, 100, 0],
			[1, 100, 1],
			[2, 100, 1]
		];
		expect(intervalsOf(blocks, false)).toEqual([null, 0, 0]);
	});

	it('knows none after a genesis block without a time', () => {
		const blocks: [number, number, number][] = [
			[0, 0, 0],
			[1, 1_765_000_000, 1],
			[2, 1_765_000_001, 1]
		];
		expect(intervalsOf(blocks, false)).toEqual([null, null, 1]);
	});

	it('runs between blocks with transactions where empty ones are fictive', () => {
		const blocks: [number, number, number][] = [
			[1, 100, 2],
			[2, 101, 0],
			[3, 107, 1],
			[4, 107, 0],
			[6, 110, 1]
		];
		expect(intervalsOf(blocks, true)).toEqual([null, null, 7, null, null]);
	});

	it('gives up where the predecessor is farther than the reach', () => {
		const reach = predecessorReach(true);
		const empty = (count: number) =>
			Array.from({ length: count }, (_, index): [number, number, number] => [2 + index, 101, 0]);
		const apart = (distance: number) =>
			intervalsOf([[1, 100, 1], ...empty(distance - 1), [1 + distance, 130, 1]], true).at(-1);
		expect(apart(reach)).toBe(30);
		expect(apart(reach + 1)).toBeNull();
	});
});
