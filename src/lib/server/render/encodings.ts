import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** The content encodings that we send, best first (RFC 9110 §8.4.1, RFC 7932). */
export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Below this, in bytes, headers weigh more than what is saved. */
const LEAST_BYTES = 1_024;
/** Of brotli’s 11: the next ones take twice the time and more for a twentieth less. */
const BROTLI_QUALITY = 5;

/** The best of our encodings that an `Accept-Encoding` takes; null where the bytes go as they are. */
export function acceptedEncoding(accepted: string | null | undefined): Encoding | null {
	if (!accepted) return null;
	const taken = accepted.split(',').flatMap((part) => {
		const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
		return parameters.some((each) => /^q=0(?:\.0*)?$/.test(each)) ? [] : [name];
	});
	return ENCODINGS.find((each) => taken.includes(each)) ?? null;
}

/** Whether bytes of a content type become fewer by being encoded: texts do, pictures of pixels do not. */
export function isWorthEncoding(contentType: string | null, bytes: number): boolean {
	return (
		bytes >= LEAST_BYTES &&
		/^(?:text\/(?!event-stream)|application\/(?:json|problem\+json|xml|javascript)|image\/svg\+xml)/.test(
			contentType ?? ''
		)
	);
}

/** The bytes in an encoding. */
export function encode(encoding: Encoding, body: Uint8Array): Buffer<ArrayBuffer> {
	if (encoding === 'gzip') return gzipSync(body);
	return brotliCompressSync(body, {
		params: {
			[constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
			[constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength
		}
	});
}

/**
 * Headers of an answer in an encoding, null for as it is: other bytes must not pass for these, so a strong tag becomes
 * a weak one, and whatever stands between learns that there are several.
 */
export function encodedHeaders(whole: Headers, encoding: Encoding | null, bytes: number): Headers {
	const headers = new Headers(whole);
	headers.set('content-length', String(bytes));
	headers.append('vary', 'accept-encoding');
	if (encoding === null) return headers;
	headers.set('content-encoding', encoding);
	const etag = headers.get('etag');
	if (etag !== null && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`);
	return headers;
}
