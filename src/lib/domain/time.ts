import { unixSeconds, type UnixSeconds } from './units.ts';

export const MINUTE = 60;
export const HOUR = 3_600;
export const DAY = 86_400;

/** A half-open stretch of time [from, to), in UTC seconds. */
export interface TimeWindow {
	readonly from: UnixSeconds;
	readonly to: UnixSeconds;
}

/** The start of the bucket of `size` seconds that holds `time`: ⌊time ÷ size⌋ × size. */
export function bucketStart(time: number, size: number): UnixSeconds {
	return unixSeconds(Math.floor(time / size) * size);
}

/** ISO 8601 in UTC without fractions: 2025-11-27T00:00:00Z. */
export function iso(time: number): string {
	return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}

/** The UTC day as YYYY-MM-DD. */
export function isoDay(time: number): string {
	return iso(time).slice(0, 10);
}

const ISO_UTC = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?$/;

/**
 * A time as users write it: ISO 8601 in UTC (date, or date and time with Z) or Unix seconds.
 * Throws RangeError that quotes the input; a time without a zone is refused, never guessed.
 */
export function parseTime(text: string): UnixSeconds {
	if (/^\d{1,10}$/.test(text)) return unixSeconds(Number(text));
	const milliseconds = ISO_UTC.test(text) ? Date.parse(text) : Number.NaN;
	// Date.parse moves 30 February on to March.
	const isNoDay =
		!Number.isNaN(milliseconds) && iso(milliseconds / 1000).slice(0, 10) !== text.slice(0, 10);
	if (Number.isNaN(milliseconds) || milliseconds % 1000 !== 0 || isNoDay)
		throw new RangeError(
			`"${text}" is not a time: write ISO 8601 in UTC (2025-11-27T00:00:00Z) or Unix seconds`
		);
	return unixSeconds(milliseconds / 1000);
}
