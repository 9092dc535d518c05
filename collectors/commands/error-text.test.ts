import { describe, expect, it } from 'vitest';
import { UsageError } from './usage-error.ts';
import { errorText } from './error-text.ts';
import { rpcError } from '../rpc/errors.ts';

describe('errorText', () => {
	it('keeps the stack of a defect, and of its cause', () => {
		const text = errorText(new RangeError('no such block', { cause: new TypeError('inner') }));
		expect(text).toMatch(/^RangeError: no such block\n\s+at .*error-text\.test\.ts/);
		expect(text).toMatch(/Caused by: TypeError: inner\n\s+at /);
	});

	it('repeats nothing that an error carries beside its message', () => {
		let thrown: unknown;
		try {
			new URL('http://host:99999/secret-key');
		} catch (error) {
			thrown = error;
		}
		expect(errorText(thrown)).toContain('Invalid URL');
		expect(errorText(thrown)).not.toContain('secret-key');
	});

	it('is the message alone where that was written for people', () => {
		const rpc = rpcError({
			kind: 'timeout',
			host: 'node.test',
			method: 'eth_chainId',
			input: '',
			detail: 'did not answer in time'
		});
		for (const error of [new Error('run "npm ci" first'), new UsageError('--budget?'), rpc])
			expect(errorText(error)).toBe(error.message);
	});

	it('says so where no error was thrown', () => {
		expect(errorText('text')).toBe('thrown, and no error: text');
	});
});
