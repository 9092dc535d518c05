import { createHash } from 'node:crypto';

/** A strong ETag of an answer's bytes. */
export function etagOf(body: string | Uint8Array): string {
	return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether the client already holds what has this ETag. */
export function isKnown(request: Request, etag: string): boolean {
	const known = request.headers.get('if-none-match')?.split(',') ?? [];
	return known.some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
}
