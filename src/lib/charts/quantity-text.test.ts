import { describe, expect, it } from 'vitest';
import { intervalText, numberText, quantityText, shareText } from './quantity-text.ts';

describe('numberText', () => {
	it('says no value for what is no number', () => {
		expect(numberText(Number.NaN)).toBe('—');
		expect(numberText(Number.POSITIVE_INFINITY)).toBe('—');
	});

	it('never prints a positive value as 0, whatever its size', () => {
		for (let exponent = -18; exponent <= 15; exponent += 0.25) {
			const text = numberText(10 ** exponent);
			expect(Number(text.replace(/[^\d.]/g, '')), text).toBeGreaterThan(0);
			expect(text).not.toMatch(/e[+-]?\d/);
		}
		expect(numberText(4e-9)).toBe('<\u00a00.000001');
		expect(numberText(0)).toBe('0');
	});

	it.each([
		[15_000, '15,000'],
		[99_999, '99,999'],
		[123_456, '123,000'],
		[4.2, '4.2'],
		[0.0001, '0.0001'],
		[0.004_234, '0.00423'],
		[1e-6, '0.000001'],
		[999_999, '1M'],
		[3.5e9, '3.5B'],
		[-12, '−12']
	])('writes %d as %s', (value, text) => expect(numberText(value)).toBe(text));
});

describe('quantityText', () => {
	it('tells no value from zero', () => {
		expect(quantityText(null, 'tx/s')).toBe('—');
		expect(quantityText(0, 'tx/s')).toBe('0\u00a0tx/s');
	});

	it.each([
		['23100000000000', 'wei/tx', '23,100\u00a0gwei/tx'],
		[0.0042, 'USD/tx', '$0.0042/tx'],
		[1e-9, 'USD/tx', '<\u00a0$0.000001/tx'],
		[0.5, '1', '50\u00a0%'],
		[1_764_798_551, 'date', '2025-12-03']
	])('writes %s %s as %s', (value, unit, text) => expect(quantityText(value, unit)).toBe(text));
});

describe('intervalText', () => {
	it('stays silent when it adds nothing, and names an open side', () => {
		expect(intervalText([4.2, 4.2], 4.2, 'tx/s')).toBeNull();
		expect(intervalText([null, null], 4.2, 'tx/s')).toBeNull();
		expect(intervalText([4.2, null], 4.2, 'tx/s')).toBe('at least 4.2\u00a0tx/s');
		expect(intervalText([0.0038, 0.0051], 0.0042, 'USD/tx')).toBe('$0.0038/tx to $0.0051/tx');
	});
});

describe('shareText', () => {
	it('says 100 % only of all and 0 % only of nothing', () => {
		expect(shareText(1)).toBe('100\u00a0%');
		expect(shareText(0.999_999)).toBe('99.99\u00a0%');
		expect(shareText(0.000_001)).toBe('0.01\u00a0%');
		expect(shareText(0)).toBe('0\u00a0%');
		expect(shareText(0.998)).toBe('99.8\u00a0%');
	});
});
