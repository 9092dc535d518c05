import type { IncomingMessage, ServerResponse } from 'node:http';
import { isKnown } from '../api/etag.ts';
import { formFor, type ByteCache } from './byte-cache.ts';
import { cacheKey } from './cache-key.ts';

/** Answers a request when that takes no rendering, and says whether it did. Never waits. */
export type AnswerAtOnce = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Answers out of a cache what was asked for in the same words before, as the handler behind it would,
 * header for header. `standingVersion` names the state of the data that a key's answer depends on while that is known,
 * else null: then somebody has to read it first, and nothing is answered here.
 */
export function answersAtOnce(
	cache: ByteCache,
	standingVersion: (key: string) => string | null
): AnswerAtOnce {
	return ({ method, url = '', headers: asked }, response) => {
		const end = url.indexOf('?');
		const key = cacheKey({
			method,
			hasCookie: asked.cookie !== undefined,
			pathname: end < 0 ? url : url.slice(0, end),
			search: end < 0 ? '' : url.slice(end)
		});
		const version = key === null ? null : standingVersion(key);
		const kept = key === null || version === null ? null : cache.find(key, version);
		if (!kept) return false;
		const { etag } = kept;
		const { body, headers, unchangedHeaders } = formFor(kept, asked['accept-encoding'] as string);
		if (etag !== null && isKnown(asked['if-none-match'] ?? null, etag))
			response.writeHead(304, unchangedHeaders).end();
		// of an answer to HEAD, node:http leaves the body out
		else response.writeHead(200, headers).end(body);
		return true;
	};
}
