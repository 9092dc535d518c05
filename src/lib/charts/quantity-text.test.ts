import { describe, expect, it } from 'vitest';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import { claimedText, intervalText, quantityText } from './quantity-text.ts';

const measurement = (value: number | null, interval: [number | null, number | null]) =>
	({ value, interval, unit: 'USD/tx' }) as unknown as MeasurementJson;

describe('quantityText', () => {
	it('refuses a unit that nobody defined', () => {
		expect(() => quantityText(1, 'furlong')).toThrow(RangeError);
	});

	it('tells no value from zero, and reads wei from its string', () => {
		expect(quantityText(null, 'tx/s')).toBe('—');
		expect(quantityText(0, 'tx/s')).toBe('0\u00a0tx/s');
		expect(quantityText('23100000000000', 'wei/tx')).toBe('23,100\u00a0gwei/tx');
	});
});

describe('intervalText', () => {
	it('is silent when it adds nothing, and names an open side', () => {
		expect(intervalText(measurement(null, [null, null]))).toBeNull();
		expect(intervalText(measurement(4, [4, 4]))).toBeNull();
		expect(intervalText(measurement(4, [4, null]))).toBe('a lower bound');
		expect(intervalText(measurement(4, [3, null]))).toBe('at least $3');
		expect(intervalText(measurement(4, [3.9999, 4.0001]))).toBeNull();
		expect(intervalText(measurement(0.0042, [0.0038, 0.0051]))).toBe('$0.0038–$0.0051');
	});
});

describe('claimedText', () => {
	it('keeps the printed figure and sets the sign', () => {
		expect(claimedText({ comparator: '>=', printed: '15,000 TPS' })).toBe('≥\u00a015,000 TPS');
		expect(claimedText({ comparator: '=', printed: '$3.5B' })).toBe('$3.5B');
		expect(claimedText({ comparator: '>', printed: 'more than 15,000' })).toBe('more than 15,000');
	});
});
