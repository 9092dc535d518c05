import { describe, expect, it } from 'vitest';
import { arrayLiteral } from './insert-rows.ts';

describe('arrayLiteral', () => {
	it('writes numbers as they are, to the last digit, and null as NULL', () => {
		expect(arrayLiteral([1, -2, 2n ** 63n - 1n, null])).toBe('{1,-2,9223372036854775807,NULL}');
		expect(arrayLiteral([])).toBe('{}');
	});

	it('quotes text, so that none of it reads as syntax', () => {
		expect(arrayLiteral(['a', '', 'NULL', '},{', 'say "x\\"'])).toBe(
			String.raw`{"a","","NULL","},{","say \"x\\\""}`
		);
	});

	it('writes bytes in hexadecimal, also those of a slice', () => {
		const slice = new Uint8Array([9, 0, 255, 16, 9]).subarray(1, 4);
		expect(arrayLiteral([slice])).toBe(String.raw`{"\\x00ff10"}`);
	});
});
