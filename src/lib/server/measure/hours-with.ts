import { HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';

/** The hours that begin at these times, each once, in their order. */
export function hoursWith(starts: readonly UnixSeconds[]): TimeWindow[] {
	return [...new Set(starts)].map((from) => ({ from, to: unixSeconds(from + HOUR) }));
}
