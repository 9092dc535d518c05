import type { ShownDayJson } from '#lib/domain/wire/claim.ts';

/** Days in a row on which the same was shown. */
export interface DaySpan extends Omit<ShownDayJson, 'day'> {
	readonly from: string;
	readonly to: string;
	readonly days: number;
}

/**
 * Days that ascend, as spans of which each differs from the next; the newest first. `as_of` and `held_days` are of the
 * last day.
 */
export function daySpans(days: readonly ShownDayJson[]): DaySpan[] {
	const spans: DaySpan[] = [];
	for (const { day, ...shown } of days) {
		const last = spans.at(-1);
		if (last && isSame(last, shown))
			spans[spans.length - 1] = { ...last, ...shown, to: day, days: last.days + 1 };
		else spans.push({ ...shown, from: day, to: day, days: 1 });
	}
	return spans.reverse();
}

function isSame(one: Omit<ShownDayJson, 'day'>, other: Omit<ShownDayJson, 'day'>): boolean {
	return (['now', 'raw', 'at_publication'] as const).every((name) => one[name] === other[name]);
}
