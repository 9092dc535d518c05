import { describe, expect, it } from 'vitest';
import { relativeFall } from './change.ts';

const base = { value: 20, interval: [18, 22] as const, n: 365 };

describe('relativeFall', () => {
	it('refuses negative values', () => {
		expect(() => relativeFall(base, { value: -1, interval: null, n: 1 })).toThrow('got -1');
	});
	it('has no value from a base of zero', () => {
		expect(relativeFall({ value: 0, interval: [0, 0], n: 30 }, base)).toBeNull();
	});
	it('divides the far ends of the two intervals', () => {
		const fall = relativeFall(base, { value: 0.3, interval: [0.2, 0.5], n: 30 });
		expect(fall?.value).toBeCloseTo(0.985, 10);
		expect(fall?.interval[0]).toBeCloseTo(0.9722, 4);
		expect(fall?.interval[1]).toBeCloseTo(0.9909, 4);
	});
	it('is negative for a rise', () => {
		expect(relativeFall(base, { value: 24, interval: null, n: 3 })?.value).toBeCloseTo(-0.2, 10);
	});
	it('leaves both ends open where one window has no interval, one where the base may be zero', () => {
		const now = { value: 5, interval: [4, 6] as const, n: 30 };
		expect(relativeFall({ ...base, interval: null }, now)?.interval).toEqual([null, null]);
		expect(relativeFall({ ...base, interval: [0, 40] }, now)?.interval).toEqual([null, 0.9]);
	});
});
