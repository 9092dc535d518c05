/** Pages that every reader sees alike, and that take no parameter. */
const PAGES =
	/^\/(?:(?:claims|articles|measurements)\/[^/]+|claims\/[^/]+\/embed|compare|methodology)?$/;
/** Pages that show each chain's head. */
const HEAD_PAGES = /^\/(?:chains(?:\/[^/]+)?|live)$/;
/** What a page about a chain may be asked for: its charts' views. */
const VIEW_QUERY = /^\?(?:(?:range|from|to|scale)=[\w:-]*(?:&|$))+$/;
const EMBEDS = /^\/embed\/claims\/[^/]+$/;
/** The parameters that an embed's bytes depend on; others change nothing. */
const EMBED_PARAMETERS = ['verdict', 'theme', 'w'] as const;

/** What of a request decides whether its answer may be kept, and under which key. */
export interface Asked {
	readonly method: string | undefined;
	readonly hasCookie: boolean;
	readonly pathname: string;
	/** With its question mark; empty where there is none. */
	readonly search: string;
}

/**
 * Under which key the answer to a request may be kept, or null where each must be rendered. The path may be
 * one that no URL parser has seen yet: keys are stored under parsed ones, which a parser leaves as they are,
 * so that another spelling finds nothing.
 */
export function cacheKey({ method, hasCookie, pathname, search }: Asked): string | null {
	if ((method !== 'GET' && method !== 'HEAD') || hasCookie) return null;
	if (PAGES.test(pathname)) return search === '' ? pathname : null;
	if (HEAD_PAGES.test(pathname))
		return search === '' || VIEW_QUERY.test(search) ? pathname + search : null;
	if (!EMBEDS.test(pathname)) return null;
	if (search === '') return pathname;
	// A parser ends the query there, and reads what stands before otherwise than we would.
	if (search.includes('#')) return null;
	const given = new URLSearchParams(search);
	const own = EMBED_PARAMETERS.flatMap((name) => {
		const value = given.get(name);
		return value === null ? [] : [[name, value]];
	});
	return own.length === 0 ? pathname : `${pathname}?${new URLSearchParams(own).toString()}`;
}

/** Whether what is kept under a key shows the chains' heads, which move with every block. */
export function showsHeads(key: string): boolean {
	return HEAD_PAGES.test(key.split('?')[0] ?? '');
}
