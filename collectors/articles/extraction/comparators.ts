import type { Comparator } from '#lib/domain/claims.ts';

/** Words before a figure that say how it is meant, the longer ones first. */
const BEFORE: readonly (readonly [RegExp, Comparator])[] = [
	[
		/(?:no (?:more|higher|longer|greater) than|up to|at most|as (?:much|many|high|low|little|few|fast) as|(?:a )?maximum of|capped at)$/i,
		'<='
	],
	[/(?:no (?:less|fewer|lower) than|not? (?:less|fewer) than|at least|(?:a )?minimum of)$/i, '>='],
	[/(?:more|greater|higher|faster|longer|larger) than$/i, '>'],
	[/(?:less|fewer|lower|shorter|smaller) than$/i, '<'],
	[
		/(?:over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of|upwards? of|beyond|north of|topp(?:ed|ing)|past)$/i,
		'>'
	],
	[/(?:under|below|beneath|sub-?|south of)$/i, '<'],
	[
		/(?:nearly|almost|about|around|roughly|approximately|some|close to|circa|approx\.|~|≈|near(?:ing)?|average(?:s|d)?(?: of)?|averaging|hover(?:s|ed|ing)? (?:at|around))$/i,
		'≈'
	],
	[/(?:just|only|merely|a mere|barely)$/i, '<=']
];

/** How a figure at this place is meant, by the words around it: “more than” is >, “just” at most. */
export function comparatorAt(text: string, start: number, end: number): Comparator {
	if (/^(?:\+|\sor (?:more|above|higher|over))/i.test(text.slice(end, end + 12))) return '>=';
	if (/^\sor (?:less|below|lower|fewer|under)/i.test(text.slice(end, end + 12))) return '<=';
	const before = text
		.slice(Math.max(0, start - 32), start)
		.replace(/\s+(?:an?|the)?\s*$/i, '')
		.trimEnd();
	return BEFORE.find(([words]) => words.test(before))?.[1] ?? '=';
}
