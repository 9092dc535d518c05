import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNITS, type Unit } from '../units.ts';
import { formatInterval, formatNumber, formatQuantity, formatUsd } from './number.ts';

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatNumber', () => {
	it('refuses what is no number', () => {
		expect(() => formatNumber(Number.NaN)).toThrow('use null');
		expect(() => formatNumber(Number.POSITIVE_INFINITY)).toThrow(RangeError);
	});
	it.each([
		[null, '—'],
		[0, '0'],
		[-0, '0'],
		[4.2, '4.2'],
		[0.004217, '0.00422'],
		[0.0001, '0.0001'],
		[0.00000123456, '0.00000123'],
		[15_000, '15,000'],
		[99_999, '99,999'],
		[1234.56, '1,230'],
		[123_456, '123,000'],
		[999_999, '1M'],
		[1_234_567, '1.23M'],
		[3_500_000_000, '3.5B'],
		[2e12, '2T'],
		[4.5e21, '4,500,000,000T'],
		[-12.345, '−12.3'],
		[9.9e-7, '< 0.000001'],
		[-9.9e-7, '> −0.000001']
	])('shows %d as %s', (value, text) => {
		expect(spaced(formatNumber(value))).toBe(text);
	});
	it('never shows a value that is not zero as 0, nor with an exponent', () => {
		const positive = fc.double({ min: 0, max: 1e300, minExcluded: true, noNaN: true });
		fc.assert(
			fc.property(positive, (value) => {
				expect(formatNumber(value)).toMatch(/[1-9]/);
				expect(formatNumber(value)).not.toMatch(/e/i);
				expect(formatUsd(value)).toMatch(/[1-9]/);
				expect(formatNumber(-value)).toContain('−');
			})
		);
	});
	it('keeps three digits of any value it does not call tiny', () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (value) => {
				const text = formatNumber(value);
				const shown = Number(text.replaceAll(',', '').replace('M', 'e6'));
				expect(Math.abs(shown / value - 1)).toBeLessThan(0.00501);
			})
		);
	});
});

describe('formatQuantity', () => {
	it.each<[number | bigint | null, Unit, string]>([
		[null, 'USD/tx', '—'],
		[0, 'USD/tx', '$0'],
		[0.0042, 'USD/tx', '$0.0042'],
		[1e-9, 'USD/tx', '< $0.000001'],
		[3.5e9, 'USD', '$3.5B'],
		[-5, 'USD', '−$5'],
		[4.2, 'tx/s', '4.2 tx/s'],
		[7n, 'wei/tx', '7 wei/tx'],
		[1_950_000_000_000n, 'wei/tx', '1,950 gwei/tx'],
		[25_000_000, 'wei/gas', '0.025 gwei/gas'],
		[0.985, '1', '98.5 %'],
		[70, '%', '70 %'],
		[430, 'ms', '430 ms'],
		[3, 'rank', 'rank 3'],
		[1_764_798_551, 'date', '3 Dec 2025']
	])('shows %s %s as %s', (value, unit, text) => {
		expect(spaced(formatQuantity(value, unit))).toBe(text);
	});
	it('never shows a positive value as 0, in any unit', () => {
		const units = fc.constantFrom(...(Object.keys(UNITS) as Unit[]).filter((u) => u !== 'date'));
		const values = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
		fc.assert(
			fc.property(values, units, (value, unit) => {
				expect(formatQuantity(value, unit)).toMatch(/[1-9]/);
			})
		);
	});
});

describe('formatInterval', () => {
	it.each<[[number | null, number | null], Unit, string]>([
		[[null, null], 'tx/s', '—'],
		[[0.0038, 0.0051], 'USD/tx', '$0.0038–$0.0051'],
		[[410, 455], 'ms', '410–455 ms'],
		[[900, 2e12], 'wei/tx', '900 wei/tx–2,000 gwei/tx'],
		[[0.9e9, null], 'USD', 'at least $900M'],
		[[null, 714], 'tx/s', 'at most 714 tx/s'],
		[[4.201, 4.202], 'tx/s', '4.2 tx/s'],
		[[0, 2], 'tx/s', '0–2 tx/s'],
		[[1, 2], 'rank', 'rank 1–rank 2']
	])('shows %j %s as %s', (interval, unit, text) => {
		expect(spaced(formatInterval(interval, unit))).toBe(text);
	});
});
