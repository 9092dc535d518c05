import { createHash } from 'node:crypto';

/** A strong ETag of an answer's bytes. */
export function etagOf(body: string | Uint8Array): string {
	return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether a client that sent this `If-None-Match`, null for none, already holds what has this ETag. */
export function isKnown(ifNoneMatch: string | null, etag: string): boolean {
	const known = ifNoneMatch?.split(',') ?? [];
	return known.some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === etag);
}
