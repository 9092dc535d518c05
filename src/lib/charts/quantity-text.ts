/** What stands where there is no value. Never the same as a zero. */
export const NO_VALUE = '—';

const NO_BREAK_SPACE = '\u00a0';
/** Below this a positive number is written as "< 0.000001". */
const SMALLEST_PRINTED = 1e-6;

const GROUPS = [
	{ from: 1e12, suffix: 'T' },
	{ from: 1e9, suffix: 'B' },
	{ from: 1e6, suffix: 'M' }
] as const;

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/**
 * A number as people read it: three significant digits, whole numbers in full below 100,000, M, B
 * and T from a million on, a true minus. A positive number is never printed as 0.
 */
export function numberText(value: number): string {
	if (!Number.isFinite(value)) return NO_VALUE;
	if (value < 0) return `−${numberText(-value)}`;
	if (value === 0) return '0';
	if (value < SMALLEST_PRINTED) return `<${NO_BREAK_SPACE}0.000001`;
	// 999,999 rounds up to a million: the group is chosen after rounding
	const rounded = Number(value.toPrecision(3));
	const group = GROUPS.find((each) => rounded >= each.from);
	if (group) return threeDigits.format(value / group.from) + group.suffix;
	if (Number.isInteger(value) && value < 100_000) return grouped.format(value);
	return value < 1 ? smallText(value) : threeDigits.format(value);
}

/** Three significant digits without trailing zeros; 0.0001 stays 0.0001. */
function smallText(value: number): string {
	return Number(value.toPrecision(3)).toFixed(9).replace(/0+$/, '');
}

/** Wei in gwei where that reads better; never in whole tokens, whose name differs by chain. */
function weiText(value: number, per: string): string {
	if (Math.abs(value) >= 1e6) return `${numberText(value / 1e9)}${NO_BREAK_SPACE}gwei/${per}`;
	return `${numberText(value)}${NO_BREAK_SPACE}wei/${per}`;
}

/** `<` moves in front of the currency: "< $0.000001". */
function dollars(text: string): string {
	if (text.startsWith('<')) return text.replace(NO_BREAK_SPACE, `${NO_BREAK_SPACE}$`);
	return text.startsWith('−') ? `−$${text.slice(1)}` : `$${text}`;
}

/**
 * A quantity with its unit, `—` where there is none. Takes the strings in which the API writes wei;
 * `date` is Unix seconds and comes out as the UTC day.
 */
export function quantityText(value: number | string | null, unit: string): string {
	if (value === null) return NO_VALUE;
	const number = Number(value);
	if (!Number.isFinite(number)) return NO_VALUE;
	switch (unit) {
		case 'USD':
			return dollars(numberText(number));
		case 'USD/tx':
			return `${dollars(numberText(number))}/tx`;
		case '%':
			return `${numberText(number)}${NO_BREAK_SPACE}%`;
		case '1':
			return `${numberText(number * 100)}${NO_BREAK_SPACE}%`;
		case 'rank':
			return `rank${NO_BREAK_SPACE}${numberText(number)}`;
		case 'date':
			return new Date(number * 1000).toISOString().slice(0, 10);
		case 'wei/tx':
			return weiText(number, 'tx');
		case 'wei/gas':
			return weiText(number, 'gas');
		default:
			return `${numberText(number)}${NO_BREAK_SPACE}${unit}`;
	}
}

/** "0.0038–0.0051" in the unit; null where the interval says no more than the value does. */
export function intervalText(
	interval: readonly [number | string | null, number | string | null],
	value: number | string | null,
	unit: string
): string | null {
	const [low, high] = interval;
	if (value === null || (low === value && high === value)) return null;
	if (low === null && high === null) return null;
	if (low === null) return `at most ${quantityText(high, unit)}`;
	if (high === null) return `at least ${quantityText(low, unit)}`;
	return `${quantityText(low, unit)} to ${quantityText(high, unit)}`;
}

/** A share of time or blocks, 0 to 1, in percent; full only when it is, none only when it is. */
export function shareText(share: number): string {
	if (share >= 1) return `100${NO_BREAK_SPACE}%`;
	if (share <= 0) return `0${NO_BREAK_SPACE}%`;
	const percent = Math.min(99.99, Math.max(0.01, share * 100));
	return `${Number(percent.toPrecision(percent > 99 ? 4 : 3))}${NO_BREAK_SPACE}%`;
}
