import type { CoveredRange } from './block-range.ts';
import { FAMILIES, type FamilyName } from './families.ts';
import type { TimeWindow } from './time.ts';
import { unixSeconds } from './units.ts';

/** Blocks that are known, and the times of the first and the last of them. */
export type ObservedRange = Pick<CoveredRange, 'from' | 'to' | 'fromTime' | 'toTime'>;

/**
 * The stretches of the window in which every block is known, in the order of the ranges. A covered range of
 * blocks a…b observes [time(a), time(b) + 1) where timestamps strictly increase; where several blocks may share
 * a second, the first and last second may hold blocks outside the range and do not count.
 */
export function observedWindows(
	ranges: readonly ObservedRange[],
	window: TimeWindow,
	family: FamilyName
): TimeWindow[] {
	const strict = FAMILIES[family].timestampsStrictlyIncrease;
	const observed = ranges.map((range) => ({
		from: strict || range.from === 0 ? range.fromTime : unixSeconds(range.fromTime + 1),
		to: strict ? unixSeconds(range.toTime + 1) : range.toTime
	}));
	return cutWindows(observed, window);
}

/** The parts of `windows` inside `window`, order kept; empty ones are left out. */
export function cutWindows(windows: readonly TimeWindow[], window: TimeWindow): TimeWindow[] {
	return windows.flatMap((each) => {
		const from = each.from > window.from ? each.from : window.from;
		const to = each.to < window.to ? each.to : window.to;
		return from < to ? [{ from, to }] : [];
	});
}

/** The parts of `window` outside all of `cuts`, which ascend and do not overlap. */
export function windowsBetween(window: TimeWindow, cuts: readonly TimeWindow[]): TimeWindow[] {
	const parts: TimeWindow[] = [];
	let from = window.from;
	for (const cut of cutWindows(cuts, window)) {
		if (from < cut.from) parts.push({ from, to: cut.from });
		from = cut.to;
	}
	if (from < window.to) parts.push({ from, to: window.to });
	return parts;
}

/** How many seconds windows hold that do not overlap. */
export function totalSeconds(windows: readonly TimeWindow[]): number {
	return windows.reduce((sum, { from, to }) => sum + to - from, 0);
}
