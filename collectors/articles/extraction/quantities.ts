import type { Comparator } from '#lib/domain/claims.ts';
import { comparatorAt } from './comparators.ts';
import { findDates } from './dates.ts';
import { findMultiples } from './multiples.ts';
import { findNames, type Span } from './names.ts';
import { findNumbers, type PrintedNumber } from './numbers.ts';
import { currencyBefore, perTransactionAfter, unitAfter } from './units.ts';

/** A figure in a text: where it is printed, what it says, and how sure that is. Offsets count UTF-16 units. */
export interface Quantity extends Span {
	readonly printed: string;
	/** A number in `unit`, or a date as far as it is printed; null for a range. */
	readonly value: number | string | null;
	readonly low: number | null;
	readonly high: number | null;
	/** tx/s, USD, USD/tx, %, ms, s, gwei, gas, date, × … ; `count` where nothing says of what. */
	readonly unit: string;
	readonly comparator: Comparator;
	/** High with a unit, medium for a bare number, low where only the fallback found it. */
	readonly confidence: 'high' | 'medium' | 'low';
}

/** A number with what stands around it. */
interface Atom extends Span {
	readonly number: PrintedNumber;
	readonly unit: string | null;
	readonly factor: number;
	readonly money: boolean;
}

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * Every quantity and date in a text, in reading order, by this grammar alone. Digits of names, versions and
 * ordinals are none. `names` tells where those stand, so that a fallback does not find them again.
 */
export function findQuantities(text: string): {
	readonly quantities: readonly Quantity[];
	readonly names: readonly Span[];
} {
	const dates = findDates(text);
	const hasUnit = (end: number): boolean => unitAfter(text, end) !== null;
	const taken: Span[] = [...dates];
	const names = findNames(text, hasUnit).filter(
		(name) => !dates.some((date) => overlaps(name, date))
	);
	taken.push(...names);
	const free = (span: Span): boolean => !taken.some((other) => overlaps(span, other));
	const multiples = findMultiples(text, hasUnit).filter(free);
	taken.push(...multiples);

	const quantities: Quantity[] = [
		...findAgos(text)
			.filter(free)
			.map((ago) => quantity(text, ago, ago)),
		...dates.map((date) => quantity(text, date, { value: date.value, unit: 'date' })),
		...multiples.map((each) => quantity(text, each, { value: each.value, unit: each.unit })),
		...ofAtoms(text, findNumbers(text).filter(free))
	];
	return { quantities: quantities.sort((a, b) => a.start - b.start), names };
}

/** “A year ago”: a length of time whose number is its article. */
function findAgos(text: string): (Span & { readonly value: number; readonly unit: string })[] {
	const pattern =
		/(?<![\p{L}\p{N}])an?(?=\s(?:year|month|week|day|hour|minute)\s(?:ago|earlier|later|before)\b)/giu;
	return [...text.matchAll(pattern)].flatMap(({ index, 0: article }) => {
		const unit = unitAfter(text, index + article.length);
		return unit ? [{ start: index, end: unit.end, value: unit.factor, unit: unit.unit }] : [];
	});
}

function quantity(
	text: string,
	{ start, end }: Span,
	said: {
		readonly value?: number | string;
		readonly range?: readonly [number, number];
		readonly unit: string;
	}
): Quantity {
	return {
		start,
		end,
		printed: text.slice(start, end),
		value: said.value ?? null,
		low: said.range?.[0] ?? null,
		high: said.range?.[1] ?? null,
		unit: said.unit,
		comparator: said.range ? 'in' : comparatorAt(text, start, end),
		confidence: said.unit === 'count' ? 'medium' : 'high'
	};
}

function ofAtoms(text: string, numbers: readonly PrintedNumber[]): Quantity[] {
	const atoms = numbers.map((number) => atomAt(text, number));
	const found: Quantity[] = [];
	for (let index = 0; index < atoms.length; index++) {
		const atom = atoms[index] as Atom;
		const next = atoms[index + 1];
		const joint = next && jointOf(text, atom, next);
		if (next && joint) {
			found.push(...joint);
			index++;
			continue;
		}
		const alone = ofAtom(text, atom);
		if (alone) found.push(alone);
	}
	return found;
}

function atomAt(text: string, number: PrintedNumber): Atom {
	const currency = currencyBefore(text, number.start);
	if (currency) {
		const end = perTransactionAfter(text, number.end);
		return {
			number,
			start: currency.start,
			end: end ?? number.end,
			unit: end === null ? currency.unit : `${currency.unit}/tx`,
			factor: 1,
			money: true
		};
	}
	const unit = unitAfter(text, number.end);
	return {
		number,
		start: number.start,
		end: unit?.end ?? number.end,
		unit: unit?.unit ?? null,
		factor: unit?.factor ?? 1,
		money: false
	};
}

/** Two numbers that share a unit: a range, or the two ends of a change (“from 36 million to 45 million gas”). */
function jointOf(text: string, first: Atom, second: Atom): Quantity[] | null {
	const between = text.slice(first.end, second.start);
	const before = text.slice(Math.max(0, first.start - 24), first.start);
	const isAnd = /^\sand\s$/i.test(between);
	const isDash = /^\s?[–—‑-]\s?$/u.test(between);
	if (!isDash && !/^\sto\s$/i.test(between) && !(isAnd && /\bbetween\s$/i.test(before)))
		return null;
	const lent = second.unit === null && first.money && isDash ? first.unit : null;
	if (second.unit === null && first.unit !== null && lent === null) return null;
	if (yearOf(text, first) !== null && second.unit === null) return null;
	const unit = second.unit ?? lent ?? 'count';
	if (first.unit !== null && first.unit !== unit) return null;
	const shared =
		first.unit === null || first.money ? second.number.magnitude : first.number.magnitude;
	const scale =
		first.number.magnitude === 1 && first.number.value < 1000 && !isSpelled(first) ? shared : 1;
	const low = precise(
		first.number.value * scale * (first.unit === null ? second.factor : first.factor)
	);
	const high = precise(second.number.value * second.factor);
	const isChange = !isDash && /\b(?:from|by)\s(?:[\p{L}]+\s)?$/iu.test(before);
	if (!isChange && low < high)
		return [quantity(text, { start: first.start, end: second.end }, { range: [low, high], unit })];
	if (first.unit !== null) return null;
	return [
		quantity(text, first, { value: low, unit }),
		quantity(text, second, { value: high, unit })
	];
}

function isSpelled({ number }: Atom): boolean {
	return number.form === 'words' && number.magnitude > 1;
}

/** One number by itself; null where it is none: “one” as a pronoun, the number of a list’s item. */
function ofAtom(text: string, atom: Atom): Quantity | null {
	const { number, unit, factor } = atom;
	// “The 1990s” lasted ten years, not 1,990 seconds.
	if (/^(?:1[5-9]|20)\d0s$/.test(text.slice(number.start, atom.end))) return null;
	if (unit !== null) return quantity(text, atom, { value: precise(number.value * factor), unit });
	// 3rd, 3D: part of a word.
	if (/^\p{L}/u.test(text.slice(number.end, number.end + 1))) return null;
	const year = yearOf(text, atom);
	if (year !== null) return quantity(text, atom, { value: year, unit: 'date' });
	if (number.form === 'words') {
		if (number.value === 0 || number.value === 1) return null;
		// “two-way”, “three-legged”: a word of its own.
		if (/^[-‑]\p{L}/u.test(text.slice(number.end, number.end + 2))) return null;
	}
	if (isListNumber(text, number)) return null;
	return quantity(text, atom, { value: number.value, unit: 'count' });
}

/** “1.” or “2)” that begins a line, and a number that is all of its line. */
function isListNumber(text: string, { start, end }: PrintedNumber): boolean {
	const before = text.slice(Math.max(0, start - 9), start);
	const beginsLine = /\n[ \t]*$/.test(before) || (start < 9 && before.trim() === '');
	return beginsLine && /^[.)]?[ \t]*(?:\n|$)|^[.)][ \t]/.test(text.slice(end, end + 4));
}

/** The year that a bare number of four digits is. */
function yearOf(text: string, { number, unit }: Atom): string | null {
	if (unit !== null || !/^(?:19|20)\d\d$/.test(number.printed)) return null;
	return /^s\b/.test(text.slice(number.end, number.end + 2)) ? null : number.printed;
}

/** Without the noise of multiplying in binary: 0.1 × 3 is 0.3. */
function precise(value: number): number {
	return Number(value.toPrecision(12));
}
