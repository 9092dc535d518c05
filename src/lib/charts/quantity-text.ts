import type { Comparator } from '#lib/domain/claims.ts';
import {
	formatInterval,
	formatQuantity,
	NO_BREAK_SPACE,
	NO_VALUE
} from '#lib/domain/format/number.ts';
import { UNITS, type Unit } from '#lib/domain/units.ts';
import type { ClaimedJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';

/** Whether a unit's name, as the API serves it, is one of ours. */
export function isUnit(unit: string): unit is Unit {
	return unit in UNITS;
}

/** A served value with its unit; `—` for null. Throws RangeError for a unit that we do not have. */
export function quantityText(value: number | string | null, unit: string): string {
	if (value === null) return NO_VALUE;
	if (!isUnit(unit)) throw new RangeError(`"${unit}" is no unit of domain/units.ts`);
	return formatQuantity(Number(value), unit);
}

/** A measurement's interval with its unit; null where it says no more than the value does. */
export function intervalText({
	interval,
	value,
	unit
}: Pick<MeasurementJson, 'interval' | 'value' | 'unit'>): string | null {
	const [low, high] = interval;
	if (value === null || (low === value && high === value) || !isUnit(unit)) return null;
	if (low === null && high === null) return null;
	if (high === null && low === value) return 'a lower bound';
	if (low === null && high === value) return 'an upper bound';
	const ends = [low, high].map((end) => (end === null ? null : Number(end)));
	const text = formatInterval([ends[0] ?? null, ends[1] ?? null], unit);
	return text === quantityText(value, unit) ? null : text;
}

/** Signs as they are set; "is" and "in" go without saying. */
const SIGNS: Readonly<Record<Comparator, string>> = {
	'>=': '≥',
	'>': '>',
	'<=': '≤',
	'<': '<',
	'≈': '≈',
	'=': '',
	in: ''
};

/** What was claimed, as printed, with the sign of the comparison: "≥ 15,000 TPS". */
export function claimedText(claimed: Pick<ClaimedJson, 'comparator' | 'printed'>): string {
	const sign = SIGNS[claimed.comparator];
	// words that are printed with the figure ("more than 15,000") say it themselves
	return sign && /^[\d$€]/.test(claimed.printed)
		? `${sign}${NO_BREAK_SPACE}${claimed.printed}`
		: claimed.printed;
}
