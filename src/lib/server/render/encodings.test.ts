import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acceptedEncoding, encode, encodedHeaders, isWorthEncoding } from './encodings.ts';
import { encodedResponse } from './encoded-response.ts';

describe('the encoding of an answer', () => {
	it.each([
		['gzip, deflate, br, zstd', 'br'],
		['gzip', 'gzip'],
		['BR;q=0.5, gzip;q=1.0', 'br'],
		['br;q=0, gzip', 'gzip'],
		['br;q=0.000,gzip;q=0', null],
		['identity', null],
		['brotli', null],
		['', null],
		[undefined, null]
	])('for who accepts %s is %s', (accepted, encoding) => {
		expect(acceptedEncoding(accepted)).toBe(encoding);
	});

	it('is worth it for texts of some length, and never for pictures or events', () => {
		expect(isWorthEncoding('text/html; charset=utf-8', 5_000)).toBe(true);
		expect(isWorthEncoding('image/svg+xml', 5_000)).toBe(true);
		expect(isWorthEncoding('application/json', 5_000)).toBe(true);
		expect(isWorthEncoding('application/json', 500)).toBe(false);
		for (const type of ['image/png', 'text/event-stream', 'font/woff2', null])
			expect(isWorthEncoding(type, 5_000), String(type)).toBe(false);
	});

	it('gives the bytes back', () => {
		const body = Buffer.from('a page, and again a page, ≥ 1 '.repeat(400));
		expect(brotliDecompressSync(encode('br', body)).equals(body)).toBe(true);
		expect(gunzipSync(encode('gzip', body)).equals(body)).toBe(true);
		expect(encode('br', body).byteLength).toBeLessThan(body.byteLength / 10);
	});

	it('makes a strong tag weak, says what varies, and leaves what is not encoded its own', () => {
		const whole = new Headers({ etag: '"a"', 'content-type': 'text/html' });
		expect([...encodedHeaders(whole, 'br', 7)]).toEqual([
			['content-encoding', 'br'],
			['content-length', '7'],
			['content-type', 'text/html'],
			['etag', 'W/"a"'],
			['vary', 'accept-encoding']
		]);
		expect(encodedHeaders(whole, null, 7).get('etag')).toBe('"a"');
		expect(encodedHeaders(whole, null, 7).has('content-encoding')).toBe(false);
	});
});

describe('an answer that is not kept', () => {
	const request = (accepted: string) =>
		new Request('http://site.example/', { headers: { 'accept-encoding': accepted } });
	const text = 'a page. '.repeat(1_000);

	it('is encoded once, with its status', async () => {
		const page = () =>
			new Response(text, { status: 404, headers: { 'content-type': 'text/html', etag: '"a"' } });
		const sent = await encodedResponse(request('br'), page());
		expect(sent.status).toBe(404);
		expect(sent.headers.get('content-encoding')).toBe('br');
		const bytes = Buffer.from(await sent.clone().arrayBuffer());
		expect(brotliDecompressSync(bytes).toString()).toBe(text);
		expect(await encodedResponse(request('br'), sent)).toBe(sent);
		const plain = await encodedResponse(request('identity'), page());
		expect(await plain.text()).toBe(text);
		expect(plain.headers.get('vary')).toBe('accept-encoding');
	});

	it('goes through untouched where it is no text, or has no body', async () => {
		const picture = new Response(text, { headers: { 'content-type': 'image/png' } });
		expect(await encodedResponse(request('br'), picture)).toBe(picture);
		const nothing = new Response(null, { status: 304 });
		expect(await encodedResponse(request('br'), nothing)).toBe(nothing);
		const events = new Response(text, { headers: { 'content-type': 'text/event-stream' } });
		expect(await encodedResponse(request('br'), events)).toBe(events);
	});
});
