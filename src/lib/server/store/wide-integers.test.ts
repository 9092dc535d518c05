import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinWei, MAX_INT64, splitWei } from './wide-integers.ts';

describe('splitWei and joinWei', () => {
	it('refuse what two integers cannot hold', () => {
		expect(() => splitWei(-1n)).toThrow(/-1 wei cannot be stored/);
		expect(() => splitWei((MAX_INT64 + 1n) * 10n ** 9n)).toThrow(RangeError);
	});

	it('give every amount back to the last wei', () => {
		const most = MAX_INT64 * 10n ** 9n + 999_999_999n;
		fc.assert(
			fc.property(fc.bigInt(0n, most), (amount) => {
				const { gwei, rest } = splitWei(amount);
				expect(rest).toBeLessThan(1e9);
				expect(joinWei(String(gwei), rest)).toBe(amount);
			}),
			{ examples: [[0n], [most], [999_999_999n], [10n ** 9n]] }
		);
	});
});
