import { describe, expect, it } from 'vitest';
import { chainById } from '#lib/domain/chains.ts';
import { DAY, HOUR, parseTime } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { wantedWindows } from './wanted-windows.ts';

const NOW = unixSeconds(parseTime('2026-03-04T05:06:07Z'));
const day = (text: string) => parseTime(text);

describe('what readings ask of the past', () => {
	const ethereum = wantedWindows(chainById(1), false, NOW);

	it('is the year and the month that base fees are compared over, and the last day', () => {
		const compared = ethereum.fees.filter(({ onlyBaseFees }) => onlyBaseFees);
		for (const window of [
			{ from: day('2023-01-01'), to: day('2024-01-01') },
			{ from: day('2025-10-29'), to: day('2025-11-28') }
		])
			expect(compared).toContainEqual({ window, onlyBaseFees: true });
		const hour = parseTime('2026-03-04T05:00:00Z');
		expect(ethereum.fees).toContainEqual({
			window: { from: hour - DAY, to: hour },
			onlyBaseFees: false
		});
	});

	it('is on the chain that a feed stands on the prices of every chain’s fees, for both evaluations', () => {
		const era = ethereum.prices.filter(({ feed }) => feed === 'eth-usd');
		// Thirty days up to the publication on 2025-11-27, and up to now.
		expect(era).toContainEqual({
			feed: 'eth-usd',
			window: { from: day('2025-10-29'), to: day('2025-11-28') }
		});
		expect(era.some(({ window }) => window.to > NOW - DAY)).toBe(true);
	});

	it('is nothing that lies ahead', () => {
		const early = wantedWindows(chainById(1), false, day('2023-06-15'));
		for (const { window } of [...early.fees, ...early.prices]) {
			expect(window.to).toBeLessThanOrEqual(day('2023-06-15'));
			expect(window.from).toBeLessThan(window.to);
		}
	});

	it.each([324, 10, 31_337])(
		'holds no fee histories of chain %i, which has none of its own',
		(id) => {
			expect(wantedWindows(chainById(id), false, NOW).fees).toEqual([]);
			expect(wantedWindows(chainById(id), true, unixSeconds(NOW - HOUR)).fees).toEqual([]);
		}
	);
});
