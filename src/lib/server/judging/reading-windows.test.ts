import { expect, it } from 'vitest';
import demo from '#lib/articles/demo.ts';
import type { Reading } from '#lib/domain/claims.ts';
import { parseTime } from '#lib/domain/time.ts';
import { readingWindows } from './reading-windows.ts';

const readings = demo.claims.flatMap(({ rating }) => (rating.rated ? rating.readings : []));
const reading = (changes: Partial<Reading>): Reading => {
	const [first] = readings;
	if (!first) throw new Error('the demo article has no reading');
	return { ...first, ...changes };
};
const end = parseTime('2026-11-23T17:42:11Z');

it('is null where the window would be empty', () => {
	const window = { kind: 'since', from: '2027-01-01' } as const;
	expect(readingWindows(reading({ window }), end)).toBeNull();
});

it('ends a typical value over days with the last full day', () => {
	expect(readingWindows(reading({ window: { kind: 'rolling', days: 30 } }), end)?.window).toEqual({
		from: parseTime('2026-10-24'),
		to: parseTime('2026-11-23')
	});
});

it('ends a peak with the last full hour', () => {
	const peak = reading({ statistic: 'max', window: { kind: 'since', from: '2026-11-01' } });
	expect(readingWindows(peak, end)?.window).toEqual({
		from: parseTime('2026-11-01'),
		to: parseTime('2026-11-23T17:00:00Z')
	});
});

it('keeps a closed window, but never looks past the end', () => {
	const closed = { kind: 'closed', from: '2023-01-01', to: '2024-01-01' } as const;
	expect(readingWindows(reading({ window: closed }), end)?.window.to).toBe(parseTime('2024-01-01'));
	const open = { kind: 'closed', from: '2026-01-01', to: '2027-01-01' } as const;
	expect(readingWindows(reading({ window: open }), end)?.window.to).toBe(parseTime('2026-11-23'));
});
