import { describe, expect, it } from 'vitest';
import { parseTime } from '../time.ts';
import { formatDay, formatMinute, formatWindow, withDays } from './time.ts';

const window = (from: string, to: string) => ({ from: parseTime(from), to: parseTime(to) });

describe('times in words', () => {
	it('names the UTC day', () => {
		expect(formatDay(parseTime('2026-11-23T23:59:59Z'))).toBe('23 Nov 2026');
		expect(formatDay(0)).toBe('1 Jan 1970');
	});
	it('puts the days of a text in words', () => {
		expect(withDays('over the 30 days to 2025-11-27.')).toBe('over the 30 days to 27 Nov 2025.');
		expect(withDays('1-2025-11')).toBe('1-2025-11');
	});
	it('names the minute and the zone', () => {
		expect(formatMinute(parseTime('2025-11-27T02:40:00Z'))).toBe('27 Nov 2025, 02:40 UTC');
	});
	it('ends a window with the last day it holds', () => {
		expect(formatWindow(window('2026-10-25', '2026-11-24'))).toBe('30 days to 23 Nov 2026');
		expect(formatWindow(window('2026-11-23', '2026-11-24'))).toBe('23 Nov 2026');
	});
	it('gives both ends of a window that is not whole days', () => {
		expect(formatWindow(window('2026-11-23T01:00:00Z', '2026-11-23T04:00:00Z'))).toBe(
			'23 Nov 2026, 01:00 UTC to 23 Nov 2026, 04:00 UTC'
		);
	});
});
