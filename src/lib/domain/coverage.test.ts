import { describe, expect, it } from 'vitest';
import type { CoveredRange } from './block-range.ts';
import { cutWindows, observedWindows, totalSeconds, windowsBetween } from './coverage.ts';
import { unixSeconds } from './units.ts';

const range = (from: number, to: number, fromTime: number, toTime: number): CoveredRange => ({
	from,
	to,
	fromTime: unixSeconds(fromTime),
	toTime: unixSeconds(toTime),
	fromHash: '0x',
	toHash: '0x'
});
const window = (from: number, to: number) => ({ from: unixSeconds(from), to: unixSeconds(to) });

describe('observedWindows', () => {
	it('is empty without a range, and outside of all ranges', () => {
		expect(observedWindows([], window(0, 100), 'evm')).toEqual([]);
		expect(observedWindows([range(1, 5, 200, 300)], window(0, 200), 'evm')).toEqual([]);
	});

	it('holds the second of the last block where no other block can share it', () => {
		const whole = [window(100, 161)];
		expect(observedWindows([range(1, 5, 100, 160)], window(0, 1000), 'evm')).toEqual(whole);
		expect(observedWindows([range(1, 5, 100, 160)], window(100, 161), 'evm')).toEqual(whole);
	});

	it('leaves out both edge seconds where blocks share seconds, but not at the genesis block', () => {
		const era = (from: number) =>
			observedWindows([range(from, 5, 100, 160)], window(0, 1000), 'zksync-era');
		expect(era(1)).toEqual([window(101, 160)]);
		expect(era(0)).toEqual([window(100, 160)]);
	});

	it('is empty for a range within one second that other blocks may share', () => {
		expect(observedWindows([range(7, 9, 100, 100)], window(0, 1000), 'zksync-era')).toEqual([]);
	});

	it('gives each range, cut to the window', () => {
		const ranges = [range(1, 5, 100, 149), range(9, 20, 200, 299)];
		const observed = observedWindows(ranges, window(120, 250), 'evm');
		expect(observed).toEqual([window(120, 150), window(200, 250)]);
		expect(totalSeconds(observed)).toBe(30 + 50);
	});
});

it('gives what lies between windows', () => {
	const cuts = [window(0, 10), window(20, 30), window(30, 40), window(90, 100)];
	expect(windowsBetween(window(5, 50), cuts)).toEqual([window(10, 20), window(40, 50)]);
	expect(windowsBetween(window(22, 38), cuts)).toEqual([]);
	expect(windowsBetween(window(50, 60), cuts)).toEqual([window(50, 60)]);
	expect(windowsBetween(window(50, 60), [])).toEqual([window(50, 60)]);
});

it('cuts windows, and keeps none that only touch', () => {
	const windows = [window(0, 10), window(10, 20), window(30, 40)];
	expect(cutWindows(windows, window(10, 31))).toEqual([window(10, 20), window(30, 31)]);
	expect(totalSeconds([])).toBe(0);
});
