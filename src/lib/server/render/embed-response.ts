import { createHash } from 'node:crypto';
import { etagOf } from '../api/etag.ts';

/**
 * What every answer under `/embed` says: framed and loaded by anyone, kept for five minutes, no cookie.
 * There is no `frame-ancestors` and no `X-Frame-Options`: even `frame-ancestors *` would shut out pages
 * opened as files.
 */
const EMBED_HEADERS = {
	'access-control-allow-origin': '*',
	'cross-origin-resource-policy': 'cross-origin',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'camera=(), geolocation=(), microphone=()',
	'x-content-type-options': 'nosniff'
} as const;

const CACHE_CONTROL = 'public, max-age=300, stale-while-revalidate=300';

/** Of frozen embeds only: what they say never changes. */
export const FROZEN_CACHE_CONTROL = 'public, max-age=31536000, immutable';

/** Content types of the three forms of an embed. */
export type EmbedType = 'text/html; charset=utf-8' | 'image/svg+xml' | 'image/png';

/** An embed as a response. `style` is the text of its one style element, allowed by its hash. */
export function embedResponse(
	body: string | Uint8Array,
	type: EmbedType,
	style: string | null
): Response {
	return new Response(body as string | Uint8Array<ArrayBuffer>, {
		headers: {
			...EMBED_HEADERS,
			'content-type': type,
			'cache-control': CACHE_CONTROL,
			'content-security-policy': policy(style),
			etag: etagOf(body)
		}
	});
}

/** What stands in a frame in place of an embed that does not exist or was asked for wrongly. */
export function embedFailure(status: 400 | 404, page: string, style: string): Response {
	return new Response(page, {
		status,
		headers: {
			...EMBED_HEADERS,
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': policy(style)
		}
	});
}

function policy(style: string | null): string {
	const own =
		style === null
			? []
			: [`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`];
	// data: is the empty icon that keeps a browser from asking for one
	return [
		"default-src 'none'",
		...own,
		'img-src data:',
		"base-uri 'none'",
		"form-action 'none'"
	].join('; ');
}
