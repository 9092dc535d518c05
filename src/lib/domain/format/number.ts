import type { Interval } from '../measurement.ts';
import { convert, type Unit } from '../units.ts';
import { formatDay } from './time.ts';

/** Between a number and its unit, so that no line ends between them. */
export const NO_BREAK_SPACE = '\u00a0';
/** What stands where there is no value. Zero is printed as 0. */
export const NO_VALUE = '—';

const SMALLEST = 1e-6;
const SCALES = [
	{ from: 1e12, suffix: 'T' },
	{ from: 1e9, suffix: 'B' },
	{ from: 1e6, suffix: 'M' }
] as const;

/**
 * A number for reading: three significant digits, thousands grouped, whole numbers in full below
 * 100,000, M, B and T from a million. A value that is not 0 never prints as 0: below a millionth it
 * is "< 0.000001". Null is "—". Throws RangeError for NaN and infinities.
 */
export function formatNumber(value: number | null, digits = 3): string {
	return formatSigned(value, '', digits);
}

/** Dollars: `formatNumber` with "$" before the digits. */
export function formatUsd(value: number | null): string {
	return formatSigned(value, '$', 3);
}

function formatSigned(value: number | null, symbol: string, digits: number): string {
	if (value === null) return NO_VALUE;
	if (!Number.isFinite(value))
		throw new RangeError(`only a finite number can be shown, got ${value}; use null for no value`);
	const size = Math.abs(value);
	const minus = value < 0 ? '−' : '';
	if (size > 0 && size < SMALLEST)
		return `${minus ? '>' : '<'}${NO_BREAK_SPACE}${minus}${symbol}0.000001`;
	return minus + symbol + formatSize(size, digits);
}

function formatSize(size: number, digits: number): string {
	if (Number.isInteger(size) && size < 100_000 && digits >= 3) return group(String(size));
	const rounded = Number(size.toPrecision(digits));
	const scale = SCALES.find(({ from }) => rounded >= from);
	if (scale) return group(plain(Number((rounded / scale.from).toPrecision(digits)))) + scale.suffix;
	return group(plain(rounded));
}

/** Decimal digits without an exponent, without trailing zeros. */
function plain(value: number): string {
	if (value >= 1e21) return BigInt(value).toString();
	return value < 1 ? value.toFixed(12).replace(/\.?0+$/, '') : String(value);
}

function group(digits: string): string {
	const [whole = '', fraction] = digits.split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * A value with its unit. Dollars have "$" before; ratios are shown in per cent; a date is a UTC day.
 * Wei are shown in gwei, since fees on rollups are of the order of 10 to 10,000 gwei and gwei have the
 * same name whatever the gas token; below 1,000 they stay wei.
 */
export function formatQuantity(value: number | bigint | null, unit: Unit): string {
	if (value === null) return NO_VALUE;
	const number = Number(value);
	switch (unit) {
		case 'USD':
		case 'USD/tx':
			return formatUsd(number);
		case '1':
			return withUnit(convert(number, '1', '%'), '%');
		case 'wei/tx':
		case 'wei/gas':
			return Math.abs(number) < 1_000 ? withUnit(number, unit) : withUnit(number / 1e9, `g${unit}`);
		case 'rank':
			return `rank${NO_BREAK_SPACE}${formatNumber(number)}`;
		case 'date':
			return formatDay(number);
		default:
			return withUnit(number, unit);
	}
}

function withUnit(value: number, unit: string): string {
	return formatNumber(value) + NO_BREAK_SPACE + unit;
}

/** An interval with its unit: "4.1 tx/s–4.3 tx/s" written once, "at least …" where one end is open, "—" where both are. */
export function formatInterval([low, high]: Interval, unit: Unit): string {
	const from = formatQuantity(low, unit);
	const to = formatQuantity(high, unit);
	if (low === null && high === null) return NO_VALUE;
	if (high === null) return `at least ${from}`;
	if (low === null) return `at most ${to}`;
	if (from === to) return to;
	const [number = from, name] = from.split(NO_BREAK_SPACE);
	const namedOnce = name !== undefined && /^[−\d]/.test(from) && to.endsWith(NO_BREAK_SPACE + name);
	return `${namedOnce ? number : from}–${to}`;
}
