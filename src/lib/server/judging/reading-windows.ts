import type { Reading, WindowRule } from '#lib/domain/claims.ts';
import { bucketStart, DAY, HOUR, parseTime, type TimeWindow } from '#lib/domain/time.ts';
import { isDaily } from '#lib/server/measure/request.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';

/** Where a reading looks, for one evaluation. `base` is the earlier window of a change. */
export interface ReadingWindows {
	readonly window: TimeWindow;
	readonly base: TimeWindow | null;
}

/**
 * The windows of a reading for data up to `end`, or null when they would be empty. Typical values over
 * days end with the last full UTC day, everything else with the last full hour, so that a window
 * never holds a part of its unit.
 */
export function readingWindows(reading: Reading, end: UnixSeconds): ReadingWindows | null {
	const last = bucketStart(end, isDaily(reading.statistic) ? DAY : HOUR);
	const window = stretch(reading.window, last);
	const base = reading.baseWindow && stretch(reading.baseWindow, last);
	if (window.from >= window.to || (base && base.from >= base.to)) return null;
	return { window, base };
}

function stretch(rule: WindowRule, last: UnixSeconds): TimeWindow {
	if (rule.kind === 'rolling') {
		const to = unixSeconds(Math.max(0, last - (rule.daysBefore ?? 0) * DAY));
		return { from: unixSeconds(Math.max(0, to - rule.days * DAY)), to };
	}
	if (rule.kind === 'since') return { from: parseTime(rule.from), to: last };
	const to = parseTime(rule.to);
	return { from: parseTime(rule.from), to: to < last ? to : last };
}
