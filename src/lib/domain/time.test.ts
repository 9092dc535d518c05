import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketStart, DAY, HOUR, iso, isoDay, parseTime } from './time.ts';

const times = fc.integer({ min: 0, max: 4_102_444_800 });

describe('parseTime', () => {
	it.each([
		'',
		'yesterday',
		'2025-11-27T00:00:00',
		'2025-11-27T00:00:00+02:00',
		'2025-11-27 00:00',
		'2025-13-01',
		'2025-11-27T00:00:00.5Z',
		'-5',
		'1764798551000'
	])('refuses "%s" and says how to write a time', (text) => {
		expect(() => parseTime(text)).toThrow(RangeError);
		if (!/^\d/.test(text) || text.includes('T'))
			expect(() => parseTime(text)).toThrow(`"${text}" is not a time: write ISO 8601`);
	});
	it('takes a UTC date, a UTC time and Unix seconds', () => {
		expect(parseTime('2025-12-03')).toBe(1_764_720_000);
		expect(parseTime('2025-12-03T21:49:11Z')).toBe(1_764_798_551);
		expect(parseTime('2025-12-03T21:49Z')).toBe(1_764_798_540);
		expect(parseTime('1764798551')).toBe(1_764_798_551);
	});
	it('reads back what iso writes', () => {
		fc.assert(
			fc.property(times, (time) => {
				expect(parseTime(iso(time))).toBe(time);
			})
		);
	});
});

describe('buckets and days', () => {
	it('start at or before the time, less than their size away', () => {
		fc.assert(
			fc.property(times, fc.constantFrom(10, 60, HOUR, DAY), (time, size) => {
				const start = bucketStart(time, size);
				expect(start % size).toBe(0);
				expect(time - start).toBeGreaterThanOrEqual(0);
				expect(time - start).toBeLessThan(size);
				expect(bucketStart(start, size)).toBe(start);
			})
		);
	});
	it('are of UTC, without fractions', () => {
		expect(iso(1_764_798_551)).toBe('2025-12-03T21:49:11Z');
		expect(isoDay(1_764_806_399)).toBe('2025-12-03');
		expect(isoDay(1_764_806_400)).toBe('2025-12-04');
	});
});
