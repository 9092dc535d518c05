import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockCount, missingRanges, subtractRange, type BlockRange } from './block-range.ts';

const ranges = fc
	.tuple(fc.nat({ max: 60 }), fc.nat({ max: 20 }))
	.map(([from, length]): BlockRange => ({ from, to: from + length }));
const numbers = (parts: readonly BlockRange[]) =>
	parts.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));

describe('block ranges', () => {
	it('count both ends', () => {
		expect(blockCount({ from: 7, to: 7 })).toBe(1);
		expect(blockCount({ from: 0, to: 9 })).toBe(10);
	});
	it('are split by a cut inside them, and keep what else they carry', () => {
		expect(subtractRange([{ from: 1, to: 9, reason: 'x' }], { from: 4, to: 5 })).toEqual([
			{ from: 1, to: 3, reason: 'x' },
			{ from: 6, to: 9, reason: 'x' }
		]);
		expect(subtractRange([{ from: 1, to: 9 }], { from: 10, to: 12 })).toEqual([{ from: 1, to: 9 }]);
		expect(subtractRange([{ from: 1, to: 9 }], { from: 0, to: 12 })).toEqual([]);
	});
	it('covered and missing make the whole, without overlap and in order', () => {
		fc.assert(
			fc.property(ranges, fc.array(ranges, { maxLength: 8 }), (whole, parts) => {
				const covered = new Set(numbers(parts));
				const missing = missingRanges(whole, parts);
				expect(numbers(missing)).toEqual(numbers([whole]).filter((each) => !covered.has(each)));
				expect(missing.every(({ from, to }) => from <= to)).toBe(true);
			})
		);
	});
});
