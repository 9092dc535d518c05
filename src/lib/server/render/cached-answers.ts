import { isKnown } from '../api/etag.ts';
import { formFor, type ByteCache, type StoredAnswer, type StoredForm } from './byte-cache.ts';
import { encode, encodedHeaders, ENCODINGS, isWorthEncoding } from './encodings.ts';

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

/** What a 304 has no use for: they describe a body. */
const OF_THE_BODY = ['content-type', 'content-length', 'content-encoding'];

async function keepable(response: Response): Promise<StoredAnswer | null> {
	if (response.status !== 200 || response.headers.has('set-cookie')) return null;
	const body = Buffer.from(await response.arrayBuffer());
	const whole = new Headers(response.headers);
	const etag = whole.get('etag');
	if (!isWorthEncoding(whole.get('content-type'), body.byteLength)) {
		whole.set('content-length', String(body.byteLength));
		return { etag, identity: formOf(body, whole), encoded: {} };
	}
	const encoded = ENCODINGS.map((encoding) => {
		const bytes = encode(encoding, body);
		return [encoding, formOf(bytes, encodedHeaders(whole, encoding, bytes.byteLength))] as const;
	});
	const identity = formOf(body, encodedHeaders(whole, null, body.byteLength));
	return { etag, identity, encoded: Object.fromEntries(encoded) };
}

function formOf(body: Buffer<ArrayBuffer>, headers: Headers): StoredForm {
	const pairs = [...headers];
	return {
		body,
		headers: pairs.flat(),
		unchangedHeaders: pairs.filter(([name]) => !OF_THE_BODY.includes(name)).flat()
	};
}

function answer(request: Request, stored: StoredAnswer): Response {
	const { etag } = stored;
	const accepted = request.headers.get('accept-encoding');
	const { body, headers, unchangedHeaders } = formFor(stored, accepted);
	if (etag !== null && isKnown(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers: paired(unchangedHeaders) });
	return new Response(request.method === 'HEAD' ? null : body, { headers: paired(headers) });
}

function paired(flat: readonly string[]): [name: string, value: string][] {
	return flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : []));
}
