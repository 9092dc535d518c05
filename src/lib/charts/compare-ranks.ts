import { UNITS } from '#lib/domain/units.ts';
import { isUnit } from './quantity-text.ts';

/** A chain's place among those compared; both null where it has no value. */
export interface Ranked<Row> {
	readonly row: Row;
	/** From 1; equal values share a place. */
	readonly rank: number | null;
	/** Value ÷ the value in the first place; null too where that is 0. */
	readonly ofFirst: number | null;
}

/** Of what costs or lasts, the least is first; of all else, the greatest. */
const LEAST_FIRST = [
	'time',
	'gas token per transaction',
	'dollars per transaction',
	'gas token per gas',
	'bytes per transaction'
];

/** Which end of a unit's values comes first. */
export function firstOf(unit: string): 'greatest' | 'least' {
	return isUnit(unit) && LEAST_FIRST.includes(UNITS[unit].dimension) ? 'least' : 'greatest';
}

/** Rows by their values, those without one last and in the order they came. */
export function ranked<Row extends { readonly value: number | null }>(
	rows: readonly Row[],
	first: 'greatest' | 'least'
): Ranked<Row>[] {
	const better = (a: number, b: number) => (first === 'greatest' ? a > b : a < b);
	const values = rows.flatMap(({ value }) => (value === null ? [] : [value]));
	const top = values.reduce<number | null>(
		(best, value) => (best === null || better(value, best) ? value : best),
		null
	);
	return rows
		.map((row) => {
			const { value } = row;
			if (value === null) return { row, rank: null, ofFirst: null };
			const ahead = values.filter((other) => better(other, value)).length;
			return { row, rank: ahead + 1, ofFirst: top === null || top === 0 ? null : value / top };
		})
		.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
}
