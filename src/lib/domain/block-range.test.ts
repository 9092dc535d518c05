import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	blockCount,
	hullOf,
	intersections,
	missingRanges,
	subtractRange,
	unionOf,
	type BlockRange
} from './block-range.ts';

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
	it('unite to the same blocks, ascending, none touching another', () => {
		fc.assert(
			fc.property(fc.array(ranges, { maxLength: 8 }), (parts) => {
				const union = unionOf(parts);
				const all = [...new Set(numbers(parts))].sort((a, b) => a - b);
				expect(numbers(union)).toEqual(all);
				for (const [index, { from }] of union.entries())
					if (index > 0) expect(from).toBeGreaterThan((union[index - 1]?.to ?? 0) + 1);
				expect(hullOf(union)).toEqual(all.length > 0 ? { from: all[0], to: all.at(-1) } : null);
			})
		);
	});
	it('meet in the blocks of both', () => {
		fc.assert(
			fc.property(fc.array(ranges), fc.array(ranges), (some, others) => {
				const [left, right] = [unionOf(some), unionOf(others)];
				const inRight = new Set(numbers(right));
				expect(numbers(intersections(left, right))).toEqual(
					numbers(left).filter((number) => inRight.has(number))
				);
			})
		);
	});
});
