import { describe, expect, it } from 'vitest';
import { InvalidRequestError } from '../measure/request.ts';
import { jsonResponse } from './json-response.ts';
import { invalidRequest, notFound } from './problem.ts';

const request = (ifNoneMatch?: string) =>
	new Request('http://localhost/', {
		headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch }
	});

describe('problems', () => {
	it('throws on what is no fault of the question', () => {
		const fault = new TypeError('ours');
		expect(() => invalidRequest(fault)).toThrow(fault);
	});

	it('names the parameter at fault, as problem details', async () => {
		const response = invalidRequest(new InvalidRequestError('from', 'the window is empty'));
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(await response.json()).toMatchObject({
			type: 'about:blank',
			status: 400,
			detail: 'the window is empty',
			parameter: 'from'
		});
	});

	it('says where the list is', async () => {
		const response = notFound('claim', 'no-such', '/api/v1/claims');
		expect(response.status).toBe(404);
		expect(((await response.json()) as { detail: string }).detail).toContain('/api/v1/claims');
	});
});

describe('jsonResponse', () => {
	const etagOf = (body: unknown) => jsonResponse(request(), body, false).headers.get('etag') ?? '';

	it('answers 304, without a body, to who holds the same bytes', async () => {
		const etag = etagOf({ a: 1 });
		for (const held of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
			const response = jsonResponse(request(held), { a: 1 }, false);
			expect(response.status, held).toBe(304);
			expect(response.headers.get('etag')).toBe(etag);
			expect(await response.text()).toBe('');
		}
	});

	it('answers in full to who holds others', async () => {
		const response = jsonResponse(request(etagOf({ a: 1 })), { a: 2 }, false);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ a: 2 });
	});

	it('says of the demo that it is the demo', async () => {
		expect(await jsonResponse(request(), { a: 1 }, true).json()).toEqual({ demo: true, a: 1 });
	});
});
