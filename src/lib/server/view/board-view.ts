import { CLAIM_KINDS, type ClaimKind } from '#lib/domain/claims.ts';
import { FINDINGS, type Finding } from '#lib/domain/findings.ts';

/** The orders of the scoreboard; the first is the one that is not named in the address. */
export const BOARD_SORTS = ['distance', 'changed', 'article', 'quote'] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

/** Which claims the scoreboard lists, and in which order: all of it stands in the page’s address. */
export interface BoardView {
	/** An empty list of a filter lets every claim pass; of several values one must fit. */
	readonly kind: readonly ClaimKind[];
	/** Chain ids. */
	readonly chain: readonly number[];
	readonly finding: readonly Finding[];
	/** Slugs. */
	readonly article: readonly string[];
	/** Only claims of which another finding is shown than 30 days ago. */
	readonly changed: boolean;
	readonly sort: BoardSort;
}

/** The filters that take several values, in the order of the address. */
export const BOARD_FILTERS = ['kind', 'chain', 'finding', 'article'] as const;
export type BoardFilter = (typeof BOARD_FILTERS)[number];

export const WHOLE_BOARD: BoardView = {
	kind: [],
	chain: [],
	finding: [],
	article: [],
	changed: false,
	sort: 'distance'
};

/** What a scoreboard can be asked for beside kinds and findings, which are the same everywhere. */
export interface BoardKnown {
	readonly chains: readonly number[];
	/** Slugs. */
	readonly articles: readonly string[];
}

/**
 * The view that an address asks for: `kind`, `chain`, `finding` and `article`, each as often as wanted, `changed=30d`
 * and `sort`. Throws RangeError that names the parameter and says what it may be.
 */
export function parseBoardView(query: URLSearchParams, known: BoardKnown): BoardView {
	const chains = known.chains.map(String);
	const sorts = severalOf(query, 'sort', BOARD_SORTS);
	if (query.getAll('sort').length > 1) throw new RangeError('sort is given twice: give it once');
	return {
		kind: severalOf(query, 'kind', CLAIM_KINDS),
		chain: severalOf(query, 'chain', chains).map(Number),
		finding: severalOf(query, 'finding', FINDINGS),
		article: severalOf(query, 'article', known.articles),
		changed: severalOf(query, 'changed', ['30d']).length > 0,
		sort: sorts[0] ?? WHOLE_BOARD.sort
	};
}

/**
 * A view as a query string with its question mark, in one order and without what goes without saying; `asOf` (ISO 8601)
 * comes last.
 */
export function boardQuery(view: BoardView, asOf: string | null = null): string {
	const query = new URLSearchParams();
	for (const name of BOARD_FILTERS)
		for (const value of view[name]) query.append(name, String(value));
	if (view.changed) query.set('changed', '30d');
	if (view.sort !== WHOLE_BOARD.sort) query.set('sort', view.sort);
	if (asOf !== null) query.set('asOf', asOf);
	// Colons are allowed in a query, and an address with them can be read.
	const text = query.toString().replaceAll('%3A', ':');
	return text === '' ? '' : `?${text}`;
}

/** Whether a view leaves claims out. */
export function isFiltered(view: BoardView): boolean {
	return view.changed || BOARD_FILTERS.some((name) => view[name].length > 0);
}

/** A view with one value of one filter taken away. */
export function withoutValue(view: BoardView, name: BoardFilter, value: string): BoardView {
	return { ...view, [name]: view[name].filter((each) => String(each) !== value) };
}

/** The values of a parameter in the order in which they are known, each once. */
function severalOf<Name extends string>(
	query: URLSearchParams,
	parameter: string,
	names: readonly Name[]
): Name[] {
	const asked = query.getAll(parameter);
	const wrong = asked.find((text) => !names.some((name) => name === text));
	if (wrong !== undefined)
		throw new RangeError(`${parameter} "${wrong}" is none of ${names.join(', ')}`);
	return names.filter((name) => asked.includes(name));
}
