import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimedQuantity } from '../claims.ts';
import {
	claimedFigure,
	claimedRegion,
	literalRegion,
	reaches,
	regionInWords,
	relate
} from './region.ts';

const claimed = (overrides: Partial<ClaimedQuantity>): ClaimedQuantity => ({
	printed: '100',
	value: 100,
	low: null,
	high: null,
	comparator: '>=',
	unit: 'tx/s',
	...overrides
});
const range = { value: null, low: 250, high: 500 };
const FIVE = { relative: 0.05, absolute: 0 };
const NONE = { relative: 0, absolute: 0 };

describe('the claimed region', () => {
	it('refuses a claim without any number', () => {
		expect(() => claimedFigure(claimed({ value: null, printed: 'many' }))).toThrow('"many"');
	});
	it.each<[Partial<ClaimedQuantity>, number | null, number | null]>([
		[{ comparator: '>=' }, 95, null],
		[{ comparator: '>' }, 95, null],
		[{ comparator: '<=' }, null, 105],
		[{ comparator: '<' }, null, 105],
		[{ comparator: '=' }, 95, 105],
		[{ comparator: '≈' }, 95, 105],
		[{ ...range, comparator: 'in' }, 237.5, 525],
		[{ ...range, comparator: '>=' }, 237.5, null],
		[{ ...range, comparator: '<=' }, null, 525]
	])('of %j is [%d, %d]', (overrides, low, high) => {
		const region = claimedRegion(claimed(overrides), FIVE);
		expect([region.low, region.high, region.open]).toEqual([low, high, false]);
	});
	it('takes the greater of the two tolerances', () => {
		expect(claimedRegion(claimed({}), { relative: 0.05, absolute: 7 }).low).toBe(93);
		expect(claimedRegion(claimed({}), { relative: 0.05, absolute: 3 }).low).toBe(95);
	});
	it('taken literally is the figure, whatever the comparator', () => {
		expect(literalRegion(claimed({ comparator: '<=' }), NONE)).toEqual({
			low: 100,
			high: 100,
			open: false
		});
	});
	it('reads as words', () => {
		const words = (overrides: Partial<ClaimedQuantity>, tolerance = NONE) =>
			regionInWords(claimedRegion(claimed(overrides), tolerance), 'tx/s').replaceAll('\u00a0', ' ');
		expect(words({})).toBe('at least 100 tx/s');
		expect(words({ comparator: '>' })).toBe('more than 100 tx/s');
		expect(words({ comparator: '<' })).toBe('less than 100 tx/s');
		expect(words({ comparator: '<=' }, FIVE)).toBe('at most 105 tx/s');
		expect(words({ comparator: '=' }, FIVE)).toBe('95 tx/s to 105 tx/s');
	});
});

describe('an interval and a region', () => {
	const between = { low: 10, high: 20, open: false };
	it.each<[number | null, number | null, string]>([
		[10, 20, 'inside'],
		[9.9, 20, 'straddles'],
		[21, null, 'above'],
		[null, 9, 'below'],
		[20.1, 30, 'above'],
		[1, 9.9, 'below'],
		[12, null, 'undecided'],
		[null, null, 'undecided']
	])('[%d, %d] as seen from 10 to 20 is %s', (low, high, relation) => {
		expect(relate([low, high], between)).toBe(relation);
	});
	it('edges belong to the region unless it is open', () => {
		const open = { low: 10, high: null, open: true };
		expect(relate([10, 10], open)).toBe('below');
		expect(reaches(10, open)).toBe(false);
		expect(reaches(10, { ...open, open: false })).toBe(true);
		expect(reaches(10, { low: null, high: 10, open: false })).toBe(true);
		expect(reaches(10.1, { low: null, high: 10, open: false })).toBe(false);
	});
	it('does not depend on the unit both are in', () => {
		const end = fc.integer({ min: 0, max: 1_000 });
		fc.assert(
			fc.property(end, end, end, end, (a, b, c, d) => {
				const [low = 0, high = 0] = [a, b].toSorted((x, y) => x - y);
				const [from = 0, to = 0] = [c, d].toSorted((x, y) => x - y);
				expect(
					relate([low * 1024, high * 1024], { low: from * 1024, high: to * 1024, open: false })
				).toBe(relate([low, high], { low: from, high: to, open: false }));
			})
		);
	});
});
