import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparable, convert, gas, seconds, UNITS, unixSeconds, wei, type Unit } from './units.ts';

const units = fc.constantFrom(...(Object.keys(UNITS) as Unit[]));

describe('branded units', () => {
	it('refuse milliseconds, fractions and negatives as a time', () => {
		expect(() => unixSeconds(1_764_798_551_000)).toThrow('milliseconds');
		expect(() => unixSeconds(1.5)).toThrow('got 1.5');
		expect(() => unixSeconds(-1)).toThrow(RangeError);
		expect(() => unixSeconds(Number.NaN)).toThrow(RangeError);
	});
	it('refuse negative lengths and amounts, and gas that is not whole', () => {
		expect(() => seconds(-1)).toThrow('-1 s');
		expect(() => seconds(Number.NaN)).toThrow(RangeError);
		expect(() => wei(-1n)).toThrow('-1 wei');
		expect(() => gas(0.5)).toThrow('got 0.5');
		expect(() => gas(2 ** 53)).toThrow(RangeError);
	});
	it('leave the value as it is', () => {
		expect(unixSeconds(1_764_798_551)).toBe(1_764_798_551);
		expect(seconds(0.5)).toBe(0.5);
		expect(wei(2n ** 200n)).toBe(2n ** 200n);
		expect(gas(0)).toBe(0);
	});
});

describe('units of claims and measurements', () => {
	it('are not converted across what they measure', () => {
		expect(() => convert(1, 'gwei/gas', 'USD/tx')).toThrow(
			'gwei/gas (gas token per gas) cannot be stated in USD/tx (dollars per transaction)'
		);
		expect(comparable('wei/tx', 'wei/gas')).toBe(false);
		expect(comparable('tx/s', 'tx/block')).toBe(false);
		expect(comparable('tx/s', 'op/s')).toBe(false);
	});
	it('are converted within it', () => {
		expect(convert(0.43, 's', 'ms')).toBeCloseTo(430, 9);
		expect(convert(0.985, '1', '%')).toBeCloseTo(98.5, 9);
		expect(convert(1_950_000_000_000, 'wei/tx', 'gwei/tx')).toBe(1950);
	});
	it('come back unchanged, and zero stays zero', () => {
		fc.assert(
			fc.property(units, units, fc.double({ min: 1e-9, max: 1e18, noNaN: true }), (a, b, value) => {
				if (!comparable(a, b)) return;
				expect(convert(convert(value, a, b), b, a) / value).toBeCloseTo(1, 12);
				expect(convert(0, a, b)).toBe(0);
			})
		);
	});
});
