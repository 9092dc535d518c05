import { DAY, isoDay, iso, type TimeWindow } from '../time.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The UTC day of a Unix time in words: "23 Nov 2026". The same in every locale. */
export function formatDay(time: number): string {
	const [year, month, day] = isoDay(time).split('-').map(Number);
	return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

/** A text with its ISO days in words, none of which breaks at a hyphen: "the 30 days to 27 Nov 2025". */
export function withDays(text: string): string {
	return text.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => formatDay(Date.parse(day) / 1000));
}

/** A Unix time to the minute, in UTC: "23 Nov 2026, 02:40 UTC". */
export function formatMinute(time: number): string {
	return `${formatDay(time)}, ${iso(time).slice(11, 16)} UTC`;
}

/** A Unix time to the second, in UTC: "23 Nov 2026, 02:40:07 UTC". */
export function formatSecond(time: number): string {
	return `${formatDay(time)}, ${iso(time).slice(11, 19)} UTC`;
}

/** The UTC days of a window in short: "2026-10-27–2026-11-26", or the one day that holds it all. */
export function isoDays({ from, to }: { readonly from: number; readonly to: number }): string {
	const [first, last] = [isoDay(from), isoDay(to - 1)];
	return first === last ? first : `${first}–${last}`;
}

/** A window in words, its end by the last day it holds: "30 days to 23 Nov 2026". Unit: UTC days. */
export function formatWindow(window: TimeWindow): string {
	const days = (window.to - window.from) / DAY;
	const lastDay = formatDay(window.to - 1);
	if (!Number.isInteger(days)) return `${formatMinute(window.from)} to ${formatMinute(window.to)}`;
	return days === 1 ? lastDay : `${days} days to ${lastDay}`;
}
