import { DAY, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import {
	RANGES,
	SCALES,
	WHOLE_VIEW,
	type ChartRange,
	type ChartView,
	type ViewRules
} from './chart-view.ts';

/** A view that a reader can go to by one link. */
export interface ChartChoice {
	readonly label: string;
	readonly view: ChartView;
	readonly isCurrent: boolean;
	/** Why it cannot be chosen now; null where it can. */
	readonly refused: string | null;
}

const LABELS: Readonly<Record<ChartRange, string>> = {
	'1h': '1h',
	'24h': '24h',
	'7d': '7d',
	'30d': '30d',
	'90d': '90d',
	'1y': '1y',
	all: 'All'
};

/** The lengths that a chart can have, each as a view. A length that the chart has anyway needs no word in the address. */
export function rangeChoices(view: ChartView, data: TimeWindow, rules: ViewRules): ChartChoice[] {
	const length = data.to - data.from;
	const ranges = Object.keys(RANGES) as ChartRange[];
	const usual =
		(length > rules.usual && ranges.find((each) => RANGES[each] === rules.usual)) || 'all';
	const asked = view.range ?? usual;
	const shown = RANGES[asked] > length ? 'all' : asked;
	return ranges.map((range) => ({
		label: LABELS[range],
		view: { ...view, range: range === usual ? null : range, window: null },
		isCurrent: view.window === null && range === shown,
		refused: range === 'all' ? null : whyNot(RANGES[range], length, rules.leastBucket)
	}));
}

function whyNot(range: number, length: number, leastBucket: number): string | null {
	if (range <= leastBucket)
		return `each value is of ${leastBucket > HOUR ? 'a whole day' : 'a whole hour'}`;
	if (range <= length) return null;
	return `${length < 2 * DAY ? `${Math.floor(length / HOUR)} hours` : `${Math.floor(length / DAY)} days`} are collected so far`;
}

/** Both kinds of axis, each as a view; `own` is the one that the chart takes unless asked otherwise. */
export function scaleChoices(view: ChartView, own: (typeof SCALES)[number]): ChartChoice[] {
	return SCALES.map((scale) => ({
		label: scale === 'log' ? 'Log' : 'Linear',
		view: { ...view, scale: scale === own ? null : scale },
		isCurrent: (view.scale ?? own) === scale,
		refused: null
	}));
}

/** The view that shows what is shown unless asked otherwise, on the same kind of axis. */
export function unzoomed(view: ChartView): ChartView {
	return { ...WHOLE_VIEW, scale: view.scale };
}
