import { etagOf, isKnown } from './etag.ts';

/**
 * A JSON answer with a strong ETag of its bytes; 304 when the client holds the same. Open to any
 * origin, since everything served is public. Absolute times only: age is for the reader to compute.
 */
export function jsonResponse(request: Request, body: unknown, demo: boolean): Response {
	const text = JSON.stringify(demo && isObject(body) ? { demo: true, ...body } : body);
	return taggedResponse(request, text, { 'content-type': 'application/json; charset=utf-8' });
}

/** A table to be saved under a name, answered as JSON is. */
export function csvResponse(request: Request, text: string, fileName: string): Response {
	return taggedResponse(request, text, {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="${fileName}"`
	});
}

function taggedResponse(request: Request, text: string, own: Record<string, string>): Response {
	const etag = etagOf(text);
	const headers = {
		etag,
		'access-control-allow-origin': '*',
		'cache-control': 'public, max-age=0, must-revalidate'
	};
	if (isKnown(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers });
	return new Response(text, { headers: { ...headers, ...own } });
}

function isObject(body: unknown): body is Record<string, unknown> {
	return typeof body === 'object' && body !== null && !Array.isArray(body);
}
