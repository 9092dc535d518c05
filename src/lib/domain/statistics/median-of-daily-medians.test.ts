import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOfDailyMedians } from './median-of-daily-medians.ts';

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('medianOfDailyMedians', () => {
	it('refuses a day that is no number', () => {
		expect(() => medianOfDailyMedians([1, Number.NaN])).toThrow('left out, got NaN');
	});
	it('is null of no days, and a value of days of zero', () => {
		expect(medianOfDailyMedians([])).toBeNull();
		expect(medianOfDailyMedians([0, 0, 0])).toEqual({ value: 0, interval: null, n: 3 });
	});
	it('has a value but no interval below six days', () => {
		expect(medianOfDailyMedians(oneTo(5))).toEqual({ value: 3, interval: null, n: 5 });
	});
	it('takes the two middle days of an even number, and ranks 10 and 21 of thirty', () => {
		expect(medianOfDailyMedians(oneTo(30))).toEqual({ value: 15.5, interval: [10, 21], n: 30 });
		expect(medianOfDailyMedians(oneTo(30), 0.975)?.interval).toEqual([9, 22]);
	});
	it('takes its interval between the bounds of the days', () => {
		const days = oneTo(30).map((value) => ({ value, low: value * 0.995, high: value * 1.005 }));
		expect(medianOfDailyMedians(days)).toEqual({
			value: 15.5,
			interval: [10 * 0.995, 21 * 1.005],
			n: 30
		});
	});
	it('does not depend on the order of the days, and its interval holds its value', () => {
		fc.assert(
			fc.property(fc.array(fc.nat(), { minLength: 6 }), (days) => {
				const found = medianOfDailyMedians(days);
				expect(medianOfDailyMedians(days.toReversed())).toEqual(found);
				expect(found?.interval?.[0]).toBeLessThanOrEqual(found?.value ?? Number.NaN);
				expect(found?.interval?.[1]).toBeGreaterThanOrEqual(found?.value ?? Number.NaN);
			})
		);
	});
});
