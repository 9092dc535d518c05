import { describe, expect, it } from 'vitest';
import { tickText, timeTicks } from './time-axis.ts';

const at = (text: string) => Date.parse(text) / 1000;
const words = (from: string, to: string, most = 6) =>
	timeTicks(at(from), at(to), most).map((tick) => tickText(tick, at(from), at(to)));

describe('timeTicks', () => {
	it('stays within its limit and its window from an hour to ten years', () => {
		for (let length = 3_600; length < 315_360_000; length *= 1.7) {
			const [from, to] = [at('2025-10-01T00:17:00Z'), at('2025-10-01T00:17:00Z') + length];
			const ticks = timeTicks(from, to, 5);
			expect(ticks.length).toBeLessThanOrEqual(5);
			expect(ticks.every((tick) => tick >= from && tick <= to)).toBe(true);
		}
	});

	it('names hours, days, months and years', () => {
		expect(words('2025-10-01T09:58:00Z', '2025-10-01T11:00:00Z')).toEqual([
			'10:00',
			'10:15',
			'10:30',
			'10:45',
			'11:00'
		]);
		expect(words('2025-10-01T00:00:00Z', '2025-10-02T00:00:00Z')).toEqual([
			'1 Oct',
			'06:00',
			'12:00',
			'18:00',
			'2 Oct'
		]);
		expect(words('2025-10-25T03:00:00Z', '2025-10-28T03:00:00Z').slice(0, 4)).toEqual([
			...['12:00', '26 Oct', '12:00', '27 Oct']
		]);
		expect(words('2025-10-25', '2025-10-31')).toContain('27 Oct');
		expect(words('2025-10-01', '2026-04-01')).toEqual(['Nov', '2026', 'Mar']);
	});
});
