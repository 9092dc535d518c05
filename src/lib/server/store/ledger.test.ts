import { describe, expect, it } from 'vitest';
import { unixSeconds } from '#lib/domain/units.ts';
import { assertWhole, cover, markMissing, truncate, want, type Ledger } from './ledger.ts';

const EMPTY: Ledger = { wanted: [], covered: [], gaps: [] };

function stored(from: number, to: number) {
	return {
		from,
		to,
		fromTime: unixSeconds(from),
		toTime: unixSeconds(to),
		fromHash: `h${from}`,
		toHash: `h${to}`,
		fromParentHash: `h${from - 1}`
	};
}

describe('assertWhole', () => {
	const gap = (from: number, to: number) =>
		({ from, to, reason: 'bad_answer', detail: null }) as const;
	it.each<[string, Ledger]>([
		['a hole', { wanted: [{ from: 1, to: 9 }], covered: [stored(1, 4)], gaps: [gap(6, 9)] }],
		['an overlap', { wanted: [{ from: 1, to: 9 }], covered: [stored(1, 5)], gaps: [gap(5, 9)] }],
		['a missing end', { wanted: [{ from: 1, to: 9 }], covered: [stored(1, 4)], gaps: [gap(5, 8)] }],
		['a missing start', { wanted: [{ from: 1, to: 9 }], covered: [], gaps: [gap(2, 9)] }],
		['more than is wanted', { wanted: [{ from: 1, to: 3 }], covered: [stored(1, 4)], gaps: [] }],
		['facts that nobody wants', { wanted: [], covered: [stored(1, 4)], gaps: [] }],
		[
			'facts of a range between two that are wanted',
			{
				wanted: [
					{ from: 1, to: 4 },
					{ from: 7, to: 9 }
				],
				covered: [stored(1, 4)],
				gaps: [gap(5, 9)]
			}
		],
		[
			'two wanted ranges that are one',
			{
				wanted: [
					{ from: 1, to: 4 },
					{ from: 5, to: 9 }
				],
				covered: [stored(1, 9)],
				gaps: []
			}
		],
		[
			'a range of nothing',
			{ wanted: [{ from: 1, to: 4 }], covered: [stored(1, 4)], gaps: [gap(5, 4)] }
		]
	])('finds %s, and names chain, kind and ranges', (_name, ledger) => {
		expect(() => assertWhole(ledger, 324, 'fee')).toThrow(
			/ledger of chain 324, fee does not add up.*wanted.*covered.*gaps/
		);
	});

	it('accepts nothing, a whole, and several', () => {
		assertWhole(EMPTY, 1, 'block');
		const ledger = {
			wanted: [{ from: 1, to: 9 }],
			covered: [stored(3, 5)],
			gaps: [gap(6, 9), gap(1, 2)]
		};
		assertWhole(ledger, 1, 'block');
		const further = { from: 20, to: 29 };
		assertWhole(
			{ ...ledger, wanted: [...ledger.wanted, further], gaps: [...ledger.gaps, gap(20, 29)] },
			1,
			'block'
		);
	});
});

describe('cover', () => {
	it('keeps the parent hash of the first block when ranges meet', () => {
		const ledger = cover(cover(cover(EMPTY, stored(5, 6)), stored(9, 9)), stored(7, 8));
		expect(ledger.covered).toEqual([stored(5, 9)]);
	});
});

describe('want', () => {
	const why = { reason: 'not_yet_collected', detail: null } as const;
	it('leaves alone what lies between two ranges, and joins those that touch', () => {
		const two = want(want(EMPTY, { from: 20, to: 29 }), { from: 1, to: 9 });
		expect(two.wanted).toEqual([
			{ from: 1, to: 9 },
			{ from: 20, to: 29 }
		]);
		expect(two.gaps).toEqual([
			{ from: 1, to: 9, ...why },
			{ from: 20, to: 29, ...why }
		]);
		const one = want(two, { from: 8, to: 19 });
		expect(one.wanted).toEqual([{ from: 1, to: 29 }]);
		expect(one.gaps).toEqual([{ from: 1, to: 29, ...why }]);
		expect(want(one, { from: 5, to: 25 })).toBe(one);
	});
});

describe('truncate', () => {
	const historic = cover(want(EMPTY, { from: 1, to: 9 }), stored(2, 5));

	it('does not reach for the new top from a range that ended below it', () => {
		const cut = truncate(historic, 3, 100, { time: unixSeconds(3), hash: 'h3' });
		expect(cut.wanted).toEqual([{ from: 1, to: 9 }]);
		expect(cut.covered).toEqual([stored(2, 3)]);
		expect(cut.gaps.at(-1)).toEqual({ from: 4, to: 9, reason: 'reorganised', detail: null });
	});

	it('leaves ranges below alone, shortens the one at the new top, and drops those above', () => {
		const ledger = [
			{ from: 20, to: 29 },
			{ from: 40, to: 49 }
		].reduce(want, historic);
		const cut = truncate(ledger, 15, 24, null);
		expect(cut.wanted).toEqual([
			{ from: 1, to: 9 },
			{ from: 20, to: 24 }
		]);
		expect(cut.covered).toEqual(historic.covered);
		expect(cut.gaps).toEqual([
			...historic.gaps,
			{ from: 20, to: 24, reason: 'reorganised', detail: null }
		]);
	});

	it('moves the edge of a range it cuts, and drops those above', () => {
		const wanted = want(EMPTY, { from: 1, to: 15 });
		const ledger = cover(cover(wanted, stored(1, 9)), stored(12, 15));
		const cut = truncate(ledger, 6, 11, { time: unixSeconds(6), hash: 'h6' });
		expect(cut).toEqual({
			wanted: [{ from: 1, to: 11 }],
			covered: [stored(1, 6)],
			gaps: [{ from: 7, to: 11, reason: 'reorganised', detail: null }]
		});
	});

	it('keeps the reasons of the gaps below', () => {
		const why = { reason: 'endpoint_failed', detail: 'HTTP 503' } as const;
		const ledger = markMissing(want(EMPTY, { from: 1, to: 9 }), { from: 1, to: 9 }, why);
		expect(truncate(ledger, 4, 9, null).gaps).toEqual([
			{ from: 1, to: 4, ...why },
			{ from: 5, to: 9, reason: 'reorganised', detail: null }
		]);
	});
});
