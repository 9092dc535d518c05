import { expect, test } from 'vitest';
import { CHAINS } from '#lib/domain/chains.ts';
import { rpcError, type RpcFailureKind } from '../rpc/errors.ts';
import { publicEndpoints } from './endpoints.ts';
import { missingOf } from './missing.ts';

const failed = (number: number, kind: RpcFailureKind, host = 'a') => ({
	number,
	error: rpcError({ kind, host, method: 'm', input: `block ${number}`, detail: 'failed' })
});

test('neighbours that failed alike are one range; a hole, another kind or host begins a new one', () => {
	const ranges = missingOf([
		failed(1, 'timeout'),
		failed(2, 'timeout'),
		failed(4, 'timeout'),
		failed(5, 'bad_answer'),
		failed(6, 'bad_answer', 'b'),
		failed(7, 'method_missing', 'b'),
		failed(8, 'fee_unknown', 'b')
	]);
	expect(ranges.map(({ from, to, reason }) => [from, to, reason])).toEqual([
		[1, 2, 'endpoint_failed'],
		[4, 4, 'endpoint_failed'],
		[5, 5, 'bad_answer'],
		[6, 6, 'bad_answer'],
		[7, 7, 'method_missing'],
		[8, 8, 'fee_unknown']
	]);
	expect(ranges[0]?.detail).toMatch(/^m\(block 1\) at a: failed;/);
});

test('every public chain has endpoints of its own over TLS, a demo chain has none', () => {
	const seen = new Set<string>();
	for (const chain of CHAINS) {
		const urls = publicEndpoints(chain.id);
		expect(urls.length > 0).toBe(!chain.demo);
		for (const url of urls) {
			expect(new URL(url).protocol).toBe('https:');
			expect(seen.has(url)).toBe(false);
			seen.add(url);
		}
	}
});
