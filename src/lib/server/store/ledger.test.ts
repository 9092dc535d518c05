import { describe, expect, it } from 'vitest';
import { unixSeconds } from '#lib/domain/units.ts';
import { assertWhole, cover, markMissing, truncate, widen, type Ledger } from './ledger.ts';

const EMPTY: Ledger = { wanted: null, covered: [], gaps: [] };

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
		['a hole', { wanted: { from: 1, to: 9 }, covered: [stored(1, 4)], gaps: [gap(6, 9)] }],
		['an overlap', { wanted: { from: 1, to: 9 }, covered: [stored(1, 5)], gaps: [gap(5, 9)] }],
		['a missing end', { wanted: { from: 1, to: 9 }, covered: [stored(1, 4)], gaps: [gap(5, 8)] }],
		['a missing start', { wanted: { from: 1, to: 9 }, covered: [], gaps: [gap(2, 9)] }],
		['more than is wanted', { wanted: { from: 1, to: 3 }, covered: [stored(1, 4)], gaps: [] }],
		['facts that nobody wants', { wanted: null, covered: [stored(1, 4)], gaps: [] }],
		[
			'a range of nothing',
			{ wanted: { from: 1, to: 4 }, covered: [stored(1, 4)], gaps: [gap(5, 4)] }
		]
	])('finds %s, and names chain, kind and ranges', (_name, ledger) => {
		expect(() => assertWhole(ledger, 324, 'fee')).toThrow(
			/ledger of chain 324, fee does not add up.*wanted.*covered.*gaps/
		);
	});

	it('accepts nothing, and a whole', () => {
		assertWhole(EMPTY, 1, 'block');
		const ledger = {
			wanted: { from: 1, to: 9 },
			covered: [stored(3, 5)],
			gaps: [gap(6, 9), gap(1, 2)]
		};
		assertWhole(ledger, 1, 'block');
	});
});

describe('cover', () => {
	it('keeps the parent hash of the first block when ranges meet', () => {
		const ledger = cover(cover(cover(EMPTY, stored(5, 6)), stored(9, 9)), stored(7, 8));
		expect(ledger.covered).toEqual([stored(5, 9)]);
	});
});

describe('truncate', () => {
	it('moves the edge of a range it cuts, and drops those above', () => {
		const ledger = cover(cover(EMPTY, stored(1, 9)), stored(12, 15));
		const cut = truncate(ledger, 6, 11, { time: unixSeconds(6), hash: 'h6' });
		expect(cut).toEqual({
			wanted: { from: 1, to: 11 },
			covered: [stored(1, 6)],
			gaps: [{ from: 7, to: 11, reason: 'reorganised', detail: null }]
		});
	});

	it('keeps the reasons of the gaps below', () => {
		const why = { reason: 'endpoint_failed', detail: 'HTTP 503' } as const;
		const ledger = markMissing(widen(EMPTY, { from: 1, to: 9 }), { from: 1, to: 9 }, why);
		expect(truncate(ledger, 4, 9, null).gaps).toEqual([
			{ from: 1, to: 4, ...why },
			{ from: 5, to: 9, reason: 'reorganised', detail: null }
		]);
	});
});
