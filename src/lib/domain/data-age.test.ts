import { describe, expect, it } from 'vitest';
import { aheadSeconds, headAge } from './data-age.ts';
import { HOUR, MINUTE } from './time.ts';

const NOW = Date.UTC(2026, 10, 26, 12) / 1000;
const head = (seenAgo: number, madeAgo = seenAgo) => ({
	timestamp: NOW - madeAgo,
	seenAt: NOW - seenAgo
});

describe('the age of a head', () => {
	it.each([
		[0, 'fresh'],
		[10 * MINUTE, 'fresh'],
		[10 * MINUTE + 1, 'late'],
		[2 * HOUR, 'late'],
		[2 * HOUR + 1, 'stale']
	])('is told by when it was seen: %i s ago is %s', (seconds, state) => {
		expect(headAge(head(seconds), NOW)).toBe(state);
	});

	it('does not grow with the time of the block: a chain that stands still is looked at all the same', () => {
		expect(headAge(head(0, 5 * HOUR), NOW)).toBe('fresh');
	});

	it('is not made up where a time is yet to come, which one of the two it be', () => {
		expect(headAge(head(-10 * MINUTE), NOW)).toBe('fresh');
		expect(headAge(head(-10 * MINUTE - 1), NOW)).toBe('ahead');
		expect(headAge(head(0, -5 * HOUR), NOW)).toBe('ahead');
		expect(headAge(head(-5 * HOUR, 0), NOW)).toBe('ahead');
		// what was seen long ago may be of a node whose clock is off as well
		expect(headAge(head(3 * HOUR, -HOUR), NOW)).toBe('ahead');
	});

	it('says by how much the newest of its times is ahead', () => {
		expect(aheadSeconds(head(5, 60), NOW)).toBe(0);
		expect(aheadSeconds(head(5, -60), NOW)).toBe(60);
		expect(aheadSeconds(head(-90, -60), NOW)).toBe(90);
	});
});
