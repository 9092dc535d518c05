/** Pages that every reader sees alike. */
const PAGES =
	/^\/(?:(?:claims|articles|measurements)\/[^/]+|claims\/[^/]+\/embed|compare|methodology)?$/;
/** Answers of the API that move with facts and verdicts alone. */
const ANSWERS =
	/^\/api\/v1\/(?:articles|claims(?:\/[^/]+(?:\/verdicts)?)?|measurements\/[^/]+|metrics)$/;
/** Pages that show each chain's head. */
const HEAD_PAGES = /^\/(?:chains(?:\/[^/]+)?|live)$/;
/** Pages whose charts have views. */
const CHARTED = /^\/(?:claims|chains)\/[^/]+$/;
/**
 * The views that a page’s own links lead to, as they are written there, and no others: there are few of them, while
 * stretches of time are as many as readers like.
 */
const CHOSEN_VIEW =
	/^\?(?:range=(?:1h|24h|7d|30d|90d|1y|all)(?:&scale=(?:log|linear))?|scale=(?:log|linear))$/;
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
	if (ANSWERS.test(pathname)) return search === '' ? pathname : null;
	if (PAGES.test(pathname) || HEAD_PAGES.test(pathname)) {
		if (search === '') return pathname;
		return CHARTED.test(pathname) && CHOSEN_VIEW.test(search) ? pathname + search : null;
	}
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
