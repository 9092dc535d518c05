import { formatCount } from '#lib/domain/format/count.ts';
import { NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import { DAY, HOUR, MINUTE } from '#lib/domain/time.ts';

/**
 * How long ago, in words without a break; seconds in. A time that lies ahead of the reader's clock is
 * "just now".
 */
export function ageText(seconds: number): string {
	return inWords(seconds).replaceAll(' ', NO_BREAK_SPACE);
}

function inWords(seconds: number): string {
	if (seconds < MINUTE) return 'just now';
	if (seconds < 2 * HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
	if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h ago`;
	return `${formatCount(Math.floor(seconds / DAY))} days ago`;
}
