import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAIM_KINDS } from '#lib/domain/claims.ts';
import { FINDINGS } from '#lib/domain/findings.ts';
import {
	BOARD_SORTS,
	boardQuery,
	isFiltered,
	parseBoardView,
	WHOLE_BOARD,
	withoutValue,
	type BoardView
} from './board-view.ts';

const KNOWN = { chains: [1, 324, 31338], articles: ['one-article', 'another & more'] };
const parsed = (query: string) => parseBoardView(new URLSearchParams(query), KNOWN);

const views: fc.Arbitrary<BoardView> = fc.record({
	kind: fc.subarray([...CLAIM_KINDS]),
	chain: fc.subarray(KNOWN.chains),
	finding: fc.subarray([...FINDINGS]),
	article: fc.subarray(KNOWN.articles),
	changed: fc.boolean(),
	sort: fc.constantFrom(...BOARD_SORTS)
});

describe('the view of a scoreboard', () => {
	it('comes back from its address', () => {
		fc.assert(
			fc.property(views, fc.option(fc.constant('2026-11-20T10:00:00Z')), (view, asOf) => {
				const query = boardQuery(view, asOf);
				expect(parsed(query)).toEqual(view);
				expect(boardQuery(parsed(query), asOf)).toBe(query);
			})
		);
	});

	it('has one address, however it is asked for', () => {
		const shuffled = views.chain((view) =>
			fc
				.shuffledSubarray([...new URLSearchParams(boardQuery(view))], { minLength: 0 })
				.map((pairs) => [...pairs, ...pairs.filter(([name]) => name !== 'sort')])
		);
		fc.assert(
			fc.property(shuffled, (pairs) => {
				const again = new URLSearchParams(pairs.toReversed());
				expect(boardQuery(parsed(again.toString()))).toBe(
					boardQuery(parsed(new URLSearchParams(pairs).toString()))
				);
			})
		);
	});

	it('leaves out what goes without saying', () => {
		expect(boardQuery(WHOLE_BOARD)).toBe('');
		expect(boardQuery(parsed('sort=distance&utm_source=x'))).toBe('');
		expect(
			boardQuery(parsed('sort=quote&finding=void&chain=324&chain=1&kind=cost&changed=30d'))
		).toBe('?kind=cost&chain=1&chain=324&finding=void&changed=30d&sort=quote');
	});

	it.each([
		['kind=costs', /^kind "costs" is none of capacity, /],
		['kind=', /^kind "" is none of /],
		['chain=325', /^chain "325" is none of 1, 324, 31338$/],
		['chain=324&chain=0x144', /^chain "0x144" is none of /],
		['finding=true', /^finding "true" is none of demonstrated, /],
		['article=gone', /^article "gone" is none of one-article, /],
		['changed=7d', /^changed "7d" is none of 30d$/],
		['sort=size', /^sort "size" is none of distance, changed, article, quote$/],
		['sort=quote&sort=article', /^sort is given twice/]
	])('refuses %s and says what may be asked', (query, message) => {
		expect(() => parsed(query)).toThrow(RangeError);
		expect(() => parsed(query)).toThrow(message);
	});

	it('is filtered by any filter, and by no order', () => {
		expect(isFiltered(parsed('sort=quote'))).toBe(false);
		for (const query of [
			'kind=cost',
			'chain=1',
			'finding=void',
			'article=one-article',
			'changed=30d'
		])
			expect(isFiltered(parsed(query)), query).toBe(true);
	});

	it('loses one value of one filter', () => {
		expect(withoutValue(parsed('chain=1&chain=324&kind=cost'), 'chain', '1')).toEqual(
			parsed('chain=324&kind=cost')
		);
	});
});
