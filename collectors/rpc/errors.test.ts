import { describe, expect, test } from 'vitest';
import { SYSTEM_CLOCK } from './clock.ts';
import {
	PermanentRpcError,
	RetryableRpcError,
	RPC_FAILURES,
	rpcError,
	type RpcFailureKind
} from './errors.ts';
import { kindOfHttpStatus, kindOfJsonRpcError } from './failure-kind.ts';
import { createJsonRpc } from './json-rpc.ts';
import { redactedCause, redactorFor } from './redact.ts';

const KEYED =
	'https://user%40x:pa55word@rpc.example.org:8443/v3/abcdef0123456789?apikey=q0-secret%2Fkey';
const SECRETS = /abcdef0123456789|q0-secret|pa55word|user@x|user%40x|https:.*example/;

/** Everything of an error that may end in a log: message, stack, own fields, and the same of its causes. */
function everything(error: unknown): string {
	if (!(error instanceof Error)) return JSON.stringify(error) ?? '';
	return [error.message, error.stack, JSON.stringify(error), everything(error.cause)].join('\n');
}

describe('rpcError', () => {
	const kinds = Object.keys(RPC_FAILURES) as RpcFailureKind[];
	for (const kind of kinds)
		test(`${kind}: says what failed, of which input, where, and what to do`, () => {
			const error = rpcError({
				kind,
				host: 'rpc.example.org',
				method: 'eth_getBlockByNumber',
				input: 'block 7',
				detail: 'it broke'
			});
			expect(error.message).toBe(
				`eth_getBlockByNumber(block 7) at rpc.example.org: it broke; ${RPC_FAILURES[kind].todo}`
			);
			expect(error).toBeInstanceOf(
				RPC_FAILURES[kind].retry ? RetryableRpcError : PermanentRpcError
			);
			expect(error).toMatchObject({ kind, host: 'rpc.example.org', retryAfterMs: null });
		});
});

describe('what came from outside holds no key', () => {
	const redact = redactorFor(new URL(KEYED));

	test('neither raw nor decoded, in any part', () => {
		const text = `GET ${KEYED} key q0-secret/key of user@x, abcdef0123456789 and pa55word`;
		expect(redact(text)).not.toMatch(SECRETS);
		expect(redact(text)).toMatch(/^GET \[URL\] key/);
	});

	test('nor another address, which a server may name', () => {
		expect(redact('upgrade at https://dash.example.org/p/k3y')).toBe('upgrade at [URL]');
	});

	test('what a server says moves no cursor and clears no screen', () => {
		expect(redact('busy\x1b[2J\x07\u009b1A\r\nlater')).toBe('busy [2J 1A later');
	});

	test('words of the path stay readable, long texts are cut', () => {
		expect(redact('v3 has no method')).toBe('v3 has no method');
		expect(redact('x'.repeat(500))).toHaveLength(201);
	});

	test('nor does a cause, its stack or its own fields', () => {
		const cause = Object.assign(new TypeError(`Invalid URL ${KEYED}`), { input: KEYED, code: 'E' });
		const copy = redactedCause(cause, redact);
		expect(everything(copy)).not.toMatch(SECRETS);
		expect(copy).toMatchObject({
			name: 'TypeError',
			message: expect.stringMatching(/^E: Invalid/)
		});
	});

	test('a percent sign that decodes to nothing is no fault', () => {
		expect(redactorFor(new URL('https://h/100%pure'))('about 100%pure')).not.toContain('100%pure');
	});

	test('a real failure to connect names the host only', async () => {
		const rpc = createJsonRpc('http://127.0.0.1:1/v3/abcdef0123456789?apikey=q0-secret', {
			connectMs: 500,
			clock: SYSTEM_CLOCK
		});
		const error = await rpc.call('eth_chainId', []).catch((reason: unknown) => reason);
		await rpc.close();
		expect(error).toBeInstanceOf(RetryableRpcError);
		expect(everything(error)).not.toMatch(SECRETS);
		expect(everything(error)).toContain('127.0.0.1:1');
	});

	for (const url of ['not a url abcdef0123456789', 'ftp://rpc.example.org/abcdef0123456789', ''])
		test(`an address that cannot be used is not quoted: ${url.slice(0, 5)}`, () => {
			const make = (): unknown => createJsonRpc(url);
			expect(make).toThrow(PermanentRpcError);
			try {
				make();
			} catch (error) {
				expect(everything(error)).not.toMatch(SECRETS);
			}
		});
});

describe('what an error of an endpoint means', () => {
	test.each<[number | null, string, RpcFailureKind]>([
		[-32601, 'the method zks_getBlockDetails does not exist/is not available', 'method_missing'],
		[-32000, 'Method not supported: eth_getBlockReceipts', 'method_missing'],
		[-32602, 'invalid argument 0: hex string', 'bad_params'],
		[-32600, 'invalid request', 'bad_params'],
		[-32005, 'limit exceeded', 'rate_limited'],
		[-32016, 'over the limit', 'rate_limited'],
		[429, 'slow', 'rate_limited'],
		[-32000, 'Too Many Requests', 'rate_limited'],
		[-32090, 'rate limit reached, see the plans', 'rate_limited'],
		[-32600, 'batch too large', 'batch_too_large'],
		[-32005, 'Batch size exceeded the maximum of 500', 'batch_too_large'],
		[-32008, 'Response is too big', 'batch_too_large'],
		// What proxyd says, before OP Mainnet's and Base's own endpoints.
		[-32014, 'too many RPC calls in batch request', 'batch_too_large'],
		[-32016, 'over rate limit', 'rate_limited'],
		// How servers refuse logs of too many blocks, or too many logs.
		[-32005, 'query returned more than 10000 results', 'range_too_long'],
		[-32602, 'query exceeds max block range 1000', 'range_too_long'],
		[-32600, 'eth_getLogs is limited to a 10,000 range', 'range_too_long'],
		[-32000, 'exceed maximum block range: 50000', 'range_too_long'],
		[-32000, 'block range is too wide', 'range_too_long'],
		[35, 'ranges over 10000 blocks are not supported on freetier', 'range_too_long'],
		[-32602, 'Log response size exceeded. You can make eth_getLogs requests', 'range_too_long'],
		[-32005, 'query exceeds max results 20000, retry with the range 1-2', 'range_too_long'],
		[-32000, 'header not found', 'rpc_error'],
		[null, 'no code at all', 'rpc_error']
	])('%s %s', (code, message, kind) => {
		expect(kindOfJsonRpcError(code, message)).toBe(kind);
	});

	test.each<[number, RpcFailureKind | null]>([
		[200, null],
		[301, 'http_status'],
		[401, 'http_status'],
		[404, 'http_status'],
		[408, 'timeout'],
		[413, 'batch_too_large'],
		[429, 'rate_limited'],
		[500, 'server_error'],
		[529, 'server_error']
	])('HTTP %s', (status, kind) => {
		expect(kindOfHttpStatus(status)).toBe(kind);
	});
});
