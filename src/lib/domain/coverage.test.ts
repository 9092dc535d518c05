import { describe, expect, it } from 'vitest';
import type { CoveredRange } from './block-range.ts';
import { coveredSeconds } from './coverage.ts';
import { unixSeconds } from './units.ts';

const range = (from: number, to: number, fromTime: number, toTime: number): CoveredRange => ({
	from,
	to,
	fromTime: unixSeconds(fromTime),
	toTime: unixSeconds(toTime),
	fromHash: '0x',
	toHash: '0x'
});
const window = (from: number, to: number) => ({ from: unixSeconds(from), to: unixSeconds(to) });

describe('coveredSeconds', () => {
	it('is zero without a range, and outside of all ranges', () => {
		expect(coveredSeconds([], window(0, 100), 'evm')).toBe(0);
		expect(coveredSeconds([range(1, 5, 200, 300)], window(0, 200), 'evm')).toBe(0);
	});

	it('counts the second of the last block where no other block can share it', () => {
		expect(coveredSeconds([range(1, 5, 100, 160)], window(0, 1000), 'evm')).toBe(61);
		expect(coveredSeconds([range(1, 5, 100, 160)], window(100, 161), 'evm')).toBe(61);
	});

	it('leaves out both edge seconds where blocks share seconds, but not at the genesis block', () => {
		expect(coveredSeconds([range(1, 5, 100, 160)], window(0, 1000), 'zksync-era')).toBe(59);
		expect(coveredSeconds([range(0, 5, 100, 160)], window(0, 1000), 'zksync-era')).toBe(60);
	});

	it('adds the ranges, each cut to the window', () => {
		const ranges = [range(1, 5, 100, 149), range(9, 20, 200, 299)];
		expect(coveredSeconds(ranges, window(120, 250), 'evm')).toBe(30 + 50);
	});
});
