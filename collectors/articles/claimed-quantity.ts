import type { ClaimedQuantity } from '#lib/domain/claims.ts';
import { UNITS, type Unit } from '#lib/domain/units.ts';
import type { Suggestion } from './suggest.ts';

const DAY_SECONDS = 86_400;

/** The printed units that the project states otherwise: the unit, and how many of it one is. */
const STATED_AS: Readonly<Record<string, readonly [Unit, number]>> = {
	'×': ['1', 1],
	pp: ['%', 1],
	'tx/d': ['tx/s', 1 / DAY_SECONDS],
	'op/d': ['op/s', 1 / DAY_SECONDS],
	'ETH/tx': ['gwei/tx', 1e9]
};

/** A suggestion’s figure in the units of the project; null without a figure, and where no unit of the project fits. */
export function claimedQuantity({ quantity, metric }: Suggestion): ClaimedQuantity | null {
	if (!quantity) return null;
	const { printed, unit, comparator } = quantity;
	if (typeof quantity.value === 'string') return claimedDate(printed, quantity.value);
	const [stated, factor] = unitOf(unit, metric) ?? [null, 1];
	if (stated === null) return null;
	const times = (value: number | null): number | null =>
		value === null ? null : Number((value * factor).toPrecision(12));
	return {
		printed,
		value: times(quantity.value),
		low: times(quantity.low),
		high: times(quantity.high),
		comparator,
		unit: stated
	};
}

function unitOf(unit: string, metric: Suggestion['metric']): readonly [Unit, number] | undefined {
	if (unit === 'gwei') return metric === 'fee.base' ? ['gwei/gas', 1] : undefined;
	if (unit === 'USD' && metric === 'fee.native_transfer') return ['USD/tx', 1];
	return Object.hasOwn(UNITS, unit) ? [unit as Unit, 1] : STATED_AS[unit];
}

/** A date as the seconds it spans, UTC: a day, a month, a quarter, half a year or a year. Null without a year. */
function claimedDate(printed: string, date: string): ClaimedQuantity | null {
	const match = /^(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q([1-4])|H([12])))?$/.exec(date);
	if (!match) return null;
	const [, year, month, day, quarter, half] = match.map((part) => Number(part ?? 0));
	if (!year) return null;
	const first = month || (quarter ? 3 * quarter - 2 : half ? 6 * half - 5 : 1);
	const months = month ? 1 : quarter ? 3 : half ? 6 : 12;
	const low = Date.UTC(year, first - 1, day || 1) / 1000;
	const end = day ? low + DAY_SECONDS : Date.UTC(year, first - 1 + months) / 1000;
	return { printed, value: null, low, high: end - 1, comparator: 'in', unit: 'date' };
}
