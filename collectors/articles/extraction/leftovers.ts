import nlp from 'compromise';
import type { Span } from './names.ts';
import { findQuantities, type Quantity } from './quantities.ts';

interface Term {
	readonly offset: { readonly start: number; readonly length: number };
	readonly number?: { readonly num: number | null; readonly unit?: string };
	readonly text: string;
}

/**
 * Every quantity of a text: those of the grammar, and as leftovers, with low confidence, whatever
 * compromise takes for a number elsewhere. Ordinals, articles and the digits of names are none.
 */
export function extractQuantities(text: string): Quantity[] {
	const { quantities, names } = findQuantities(text);
	const known: readonly Span[] = [...quantities, ...names];
	const leftovers = (
		nlp(text).numbers().not('#Ordinal').json({ offset: true }) as readonly Term[]
	).flatMap((term) => leftover(text, term, known));
	return [...quantities, ...leftovers].sort((a, b) => a.start - b.start);
}

function leftover(text: string, term: Term, known: readonly Span[]): Quantity[] {
	const { start } = term.offset;
	const end = start + term.offset.length;
	const value = term.number?.num;
	const printed = text.slice(start, end);
	if (typeof value !== 'number' || !Number.isFinite(value)) return [];
	if (known.some((span) => start < span.end && span.start < end)) return [];
	// A word with a digit in it is a name: zk2, L2, Web3. So is what is joined to one.
	if (!/^[\d$€£.,]|^\p{L}+([\s-]\p{L}+)*$/u.test(printed) || /^(?:an?|one|zero)$/i.test(printed))
		return [];
	if (
		/[\p{L}\p{N}_][-‑]?$/u.test(text.slice(Math.max(0, start - 2), start)) ||
		/^[-‑]?[\p{L}\p{N}_]/u.test(text.slice(end, end + 2))
	)
		return [];
	return [
		{
			start,
			end,
			printed,
			value,
			low: null,
			high: null,
			unit: 'count',
			comparator: '=',
			confidence: 'low'
		}
	];
}
