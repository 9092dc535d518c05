import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOf, ranked } from './compare-ranks.ts';

const rows = (...values: (number | null)[]) => values.map((value, id) => ({ id, value }));
const places = (...args: Parameters<typeof ranked<{ id: number; value: number | null }>>) =>
	ranked(...args).map(({ row, rank, ofFirst }) => [row.id, rank, ofFirst]);

describe('the places of chains', () => {
	it('are by value, with equal ones together and those without one last, as they came', () => {
		expect(places(rows(2, null, 8, 2, null, 0), 'greatest')).toEqual([
			[2, 1, 1],
			[0, 2, 0.25],
			[3, 2, 0.25],
			[5, 4, 0],
			[1, null, null],
			[4, null, null]
		]);
		expect(places(rows(2, null, 8), 'least')).toEqual([
			[0, 1, 1],
			[2, 2, 4],
			[1, null, null]
		]);
	});

	it('take no share of a first that is 0: nothing is a multiple of it', () => {
		expect(places(rows(3, 0), 'least')).toEqual([
			[1, 1, null],
			[0, 2, null]
		]);
	});

	it('are one for each row, never better than a greater value’s', () => {
		const values = fc.array(fc.option(fc.nat({ max: 5 }), { nil: null }), { maxLength: 6 });
		fc.assert(
			fc.property(values, fc.constantFrom('greatest', 'least'), (given, first) => {
				const found = ranked(rows(...given), first);
				expect(found.map(({ row }) => row.id).toSorted()).toEqual(given.map((_, id) => id));
				for (const a of found)
					for (const b of found) {
						if (a.row.value === null || b.row.value === null) continue;
						const isAhead =
							first === 'greatest' ? a.row.value > b.row.value : a.row.value < b.row.value;
						expect(a.rank! < b.rank!).toBe(isAhead);
					}
			})
		);
	});

	it('begin with the least of what costs or lasts, and the greatest of all else', () => {
		expect(['s', 'ms', 'wei/tx', 'USD/tx', 'gwei/gas', 'B/tx'].map(firstOf)).toEqual(
			Array(6).fill('least')
		);
		expect(['tx/s', 'gas/block', '1'].map(firstOf)).toEqual(Array(3).fill('greatest'));
	});
});
