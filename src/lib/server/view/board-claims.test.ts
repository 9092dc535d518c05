import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAIM_KINDS } from '#lib/domain/claims.ts';
import { FINDINGS } from '#lib/domain/findings.ts';
import {
	boardOrder,
	listed,
	valueCounts,
	valuesOf,
	type BoardClaim,
	type LastChanges
} from './board-claims.ts';
import { BOARD_FILTERS, BOARD_SORTS, WHOLE_BOARD, type BoardView } from './board-view.ts';

const NONE: LastChanges = new Map();

function claim(slug: string, words: Partial<BoardClaim> & { chains?: readonly number[] } = {}) {
	const { chains = [], ...rest } = words;
	return {
		slug,
		quote: slug,
		kind: 'cost',
		finding: 'consistent',
		article: { slug: 'a', published: '2026-01-01' } as BoardClaim['article'],
		share: null,
		as_of: null,
		readings: [{ chains: chains.map((id) => ({ id, name: String(id) })) }],
		...rest
	} as BoardClaim;
}
const share = (value: number) => ({ share: { value, text: '' } });
const order = (claims: BoardClaim[], sort: BoardView['sort'], changes: LastChanges = NONE) =>
	claims.toSorted(boardOrder(sort, changes)).map(({ slug }) => slug);

describe('the order of the scoreboard', () => {
	it('is the greatest distance on either side, then the newest change, then the newest data', () => {
		const claims = [
			claim('none', { as_of: '2026-11-23T00:00:00Z' }),
			claim('near', share(1.1)),
			claim('older', { ...share(42), as_of: '2026-01-01T00:00:00Z' }),
			claim('newer', { ...share(42), as_of: '2026-11-01T00:00:00Z' }),
			claim('changed', share(1 / 42)),
			claim('far', share(0.001)),
			claim('zero', share(0))
		];
		const changes = new Map([['changed', 5]]);
		expect(order(claims, 'distance', changes)).toEqual([
			...['zero', 'far', 'changed', 'newer', 'older', 'near', 'none']
		]);
	});

	it('is the newest change first, and what never changed last', () => {
		const claims = [claim('never', share(0.01)), claim('old'), claim('new'), claim('also-never')];
		const changes = new Map([
			['old', 10],
			['new', 20]
		]);
		expect(order(claims, 'changed', changes)).toEqual(['new', 'old', 'never', 'also-never']);
	});

	it('is the newest article, or the alphabet of the quotes without regard to case', () => {
		const of = (slug: string, published: string, quote: string) =>
			claim(slug, { quote, article: { slug, published } as BoardClaim['article'] });
		const claims = [
			of('x', '2025-01-01', 'zero fees'),
			of('y', '2026-01-01', '“About 10 ms”'),
			of('z', '2025-06-01', 'about 9 ms')
		];
		expect(order(claims, 'article')).toEqual(['y', 'z', 'x']);
		expect(order(claims, 'quote')).toEqual(['z', 'y', 'x']);
	});
});

const claims: fc.Arbitrary<BoardClaim[]> = fc
	.array(
		fc.record({
			kind: fc.constantFrom(...CLAIM_KINDS.slice(0, 4)),
			finding: fc.constantFrom(...FINDINGS.slice(0, 4)),
			article: fc.constantFrom('a', 'b'),
			chains: fc.subarray([1, 324]),
			share: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }))
		}),
		{ maxLength: 12 }
	)
	.map((all) =>
		all.map(({ article, share: value, ...each }, index) =>
			claim(`c${index}`, {
				...each,
				...(value === null ? {} : share(value)),
				article: { slug: article, published: '2026-01-01' } as BoardClaim['article']
			})
		)
	);
const views: fc.Arbitrary<BoardView> = fc.record({
	kind: fc.subarray([...CLAIM_KINDS.slice(0, 4)]),
	chain: fc.subarray([1, 324]),
	finding: fc.subarray([...FINDINGS.slice(0, 4)]),
	article: fc.subarray(['a', 'b']),
	changed: fc.boolean(),
	sort: fc.constantFrom(...BOARD_SORTS)
});
const changesOf = (all: readonly BoardClaim[]): LastChanges =>
	new Map(all.flatMap(({ slug }, index) => (index % 3 === 0 ? [] : [[slug, index * 10] as const])));

describe('the filters of the scoreboard', () => {
	it('let everything pass where none is set', () => {
		fc.assert(
			fc.property(claims, (all) => {
				expect(listed(all, WHOLE_BOARD, changesOf(all), 50)).toEqual(all);
			})
		);
	});

	it('list what fits one value of each, and with more values never less', () => {
		fc.assert(
			fc.property(claims, views, (all, view) => {
				const changes = changesOf(all);
				const shown = listed(all, view, changes, 50);
				for (const { kind, finding, article, readings, slug } of shown) {
					if (view.kind.length > 0) expect(view.kind).toContain(kind);
					if (view.finding.length > 0) expect(view.finding).toContain(finding);
					if (view.article.length > 0) expect(view.article).toContain(article.slug);
					if (view.chain.length > 0)
						expect(readings[0]?.chains.some(({ id }) => view.chain.includes(id))).toBe(true);
					if (view.changed) expect(changes.get(slug)).toBeGreaterThanOrEqual(50);
				}
				for (const name of BOARD_FILTERS) {
					const without = listed(all, { ...view, [name]: [] }, changes, 50);
					expect(shown.every((each) => without.includes(each))).toBe(true);
				}
			})
		);
	});

	it('say beside each value how many claims it alone would list', () => {
		fc.assert(
			fc.property(claims, views, fc.constantFrom(...BOARD_FILTERS), (all, view, name) => {
				const changes = changesOf(all);
				const counts = valueCounts(all, view, name, changes, 50);
				for (const value of valuesOf(all, name)) {
					const alone = { ...view, [name]: [name === 'chain' ? Number(value) : value] };
					expect(counts.get(value) ?? 0).toBe(listed(all, alone, changes, 50).length);
				}
			})
		);
	});

	it('know a change on the first second of the 30 days, and none a second earlier', () => {
		const [one] = [claim('one')];
		const asked = { ...WHOLE_BOARD, changed: true };
		expect(listed([one], asked, new Map([['one', 100]]), 100)).toEqual([one]);
		expect(listed([one], asked, new Map([['one', 99]]), 100)).toEqual([]);
		expect(listed([one], asked, NONE, 0)).toEqual([]);
	});
});
