import { describe, expect, it } from 'vitest';
import { parseTime } from '#lib/domain/time.ts';
import { parseAsOf } from './as-of.ts';

const NOW = parseTime('2026-11-26T06:00:00Z');
const asOf = (text: string) => parseAsOf(new URLSearchParams({ asOf: text }), NOW);

describe('parseAsOf', () => {
	it('takes a day as its start, a time, and Unix seconds', () => {
		expect(asOf('2025-11-27')).toBe(1_764_201_600);
		expect(asOf('2025-11-27T00:00:01Z')).toBe(1_764_201_601);
		expect(asOf('1764201600')).toBe(1_764_201_600);
		expect(asOf('2026-11-26T06:00:00Z')).toBe(NOW);
		expect(parseAsOf(new URLSearchParams(), NOW)).toBeUndefined();
	});

	it.each([
		['2026-11-26T06:00:01Z', '2026-11-26T06:00:00Z'],
		['2030-01-01', '2026-11-26T06:00:00Z'],
		['2025-11-27T10:00:00', '2025-11-27T10:00:00Z'],
		['2025-11-27T10:00:00+02:00', '2025-11-27T08:00:00Z'],
		['2025-11-27T10:00:00.5Z', '2025-11-27T10:00:00Z'],
		['2025-02-30', '2025-03-02T00:00:00Z'],
		['1764201600000', '2025-11-27T00:00:00Z']
	])('refuses %s and names the nearest, %s', (text, nearest) => {
		expect(() => asOf(text)).toThrow(
			expect.objectContaining({
				parameter: 'asOf',
				message: expect.stringContaining(`the nearest that can be asked is asOf=${nearest}`)
			})
		);
	});

	it.each(['', 'yesterday', '2025-13-01', '-5'])('refuses “%s”, and guesses nothing', (text) => {
		expect(() => asOf(text)).toThrow(/is not a time: write ISO 8601 in UTC/);
		expect(() => asOf(text)).not.toThrow(/nearest/);
	});
});
