import { isKnown } from '../api/etag.ts';
import type { ByteCache, StoredAnswer } from './byte-cache.ts';

/** Pages that every reader sees alike, and that take no parameter. */
const PAGES = /^\/(?:(?:claims|articles)\/[^/]+)?$/;
const EMBEDS = /^\/embed\/claims\/[^/]+$/;
/** The parameters that an embed's bytes depend on; others change nothing. */
const EMBED_PARAMETERS = ['theme', 'w'] as const;

/** Under which key the answer to a request may be kept, or null where each must be rendered. */
export function cacheKey(request: Request, url: URL): string | null {
	if (!['GET', 'HEAD'].includes(request.method) || request.headers.has('cookie')) return null;
	if (PAGES.test(url.pathname)) return url.search === '' ? url.pathname : null;
	if (!EMBEDS.test(url.pathname)) return null;
	const query = EMBED_PARAMETERS.map((name) => `${name}=${url.searchParams.get(name) ?? ''}`);
	return `${url.pathname}?${query.join('&')}`;
}

/** Answers a request from the cache, or renders it once for all who ask meanwhile. */
export type CachedAnswers = (
	request: Request,
	entry: { readonly key: string; readonly version: string },
	render: () => Promise<Response>
) => Promise<Response>;

/**
 * Answers out of a cache, with HEAD and `If-None-Match` as HTTP has them. Only a whole 200 without a
 * cookie is kept; everything else goes through as it was rendered. `version` names the state of the
 * data: with another one nothing that was kept is sent.
 */
export function cachedAnswers(cache: ByteCache): CachedAnswers {
	const underWay = new Map<string, Promise<StoredAnswer | null>>();

	return async (request, { key, version }, render) => {
		const kept = cache.find(key, version);
		if (kept) return answer(request, kept);
		// a HEAD may be rendered without a body, so that it must not be what others get
		if (request.method === 'HEAD') return render();
		const id = `${version} ${key}`;
		const pending = underWay.get(id);
		if (pending) {
			const shared = await pending;
			return shared ? answer(request, shared) : render();
		}

		const rendering = render();
		const storing = rendering.then(keepable);
		underWay.set(
			id,
			storing.catch(() => null)
		);
		try {
			const stored = await storing;
			if (!stored) return await rendering;
			cache.store(key, version, stored);
			return answer(request, stored);
		} finally {
			underWay.delete(id);
		}
	};
}

async function keepable(response: Response): Promise<StoredAnswer | null> {
	if (response.status !== 200 || response.headers.has('set-cookie')) return null;
	return { body: new Uint8Array(await response.arrayBuffer()), headers: [...response.headers] };
}

function answer(request: Request, { body, headers }: StoredAnswer): Response {
	const own = new Headers();
	for (const [name, value] of headers) own.append(name, value);
	const etag = own.get('etag');
	if (etag !== null && isKnown(request, etag)) {
		for (const name of ['content-type', 'content-length']) own.delete(name);
		return new Response(null, { status: 304, headers: own });
	}
	own.set('content-length', String(body.byteLength));
	return new Response(request.method === 'HEAD' ? null : (body as Uint8Array<ArrayBuffer>), {
		headers: own
	});
}
