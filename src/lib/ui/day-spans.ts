import type { ShownDayJson } from '#lib/domain/wire.ts';

/** Days in a row on which the same was shown. */
export interface DaySpan extends Pick<ShownDayJson, 'now' | 'at_publication' | 'as_of'> {
	readonly from: string;
	readonly to: string;
	readonly days: number;
}

/** Days that ascend, as spans of which each differs from the next; the newest first. `as_of` is of the last day. */
export function daySpans(days: readonly ShownDayJson[]): DaySpan[] {
	const spans: DaySpan[] = [];
	for (const { day, now, at_publication, as_of } of days) {
		const last = spans.at(-1);
		if (last && last.now === now && last.at_publication === at_publication)
			spans[spans.length - 1] = { ...last, to: day, days: last.days + 1, as_of };
		else spans.push({ from: day, to: day, days: 1, now, at_publication, as_of });
	}
	return spans.reverse();
}
