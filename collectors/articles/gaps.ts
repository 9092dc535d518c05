import type { Span } from './extraction/names.ts';

/** What makes a place look as if words were lost there; most often a link that was dropped with its words. */
export const GAP_RULES = {
	starts_with_punctuation: 'the paragraph starts with punctuation',
	starts_in_lower_case: 'the paragraph starts in lower case',
	doubled_punctuation: 'two marks of punctuation with nothing between them',
	dangling_list: 'a list lacks its first member',
	starts_with_preposition: 'a sentence starts with a preposition in lower case',
	no_final_punctuation: 'the paragraph has no end',
	cut_at_length: 'the paragraph is exactly as long as a limit'
} as const;
export type GapRule = keyof typeof GAP_RULES;

/** A place where an article’s text looks cut. */
export interface FoundGap extends Span {
	readonly rules: readonly GapRule[];
	/** The words around it, verbatim. */
	readonly text: string;
}

const PREPOSITION =
	'(?:about|after|against|among|around|as|at|before|between|by|during|for|from|in|into|of|on|over|than|through|to|under|via|with|within|without)';
/** Words that no heading or complete sentence ends with. */
const OPEN_END = new RegExp(
	String.raw`(?:[,;–—-]|\b(?:${PREPOSITION}|a|an|and|are|but|has|have|is|or|such as|that|the|was|were|which|who|will))$`,
	'i'
);
/** The length at which the summaries of a large syndicate end, whatever the word. */
const CUT_LENGTH = 511;
const HEADING_WORDS = 14;

interface Line extends Span {
	readonly text: string;
}

/**
 * Places where the text has lost words, in reading order. Only the body is looked at, since cards and
 * navigation look cut by nature: clean first. What one rule finds at a paragraph’s end and another at the
 * next one’s start is one place.
 */
export function findGaps(text: string, bodyStart = 0, headings: readonly Span[] = []): FoundGap[] {
	const lines = linesOf(text, bodyStart);
	const found: FoundGap[] = [];
	for (const [index, line] of lines.entries()) {
		const isHeading = headings.some(({ start }) => start === line.start);
		const before = lines[index - 1];
		const start = isHeading ? [] : startRules(line.text);
		const open = before && found.at(-1);
		// The paragraph before has no end: what is lost lies between the two.
		if (
			start.length > 0 &&
			open?.rules.includes('no_final_punctuation') &&
			open.end === before?.end
		)
			found.splice(-1, 1, {
				...gapAt(text, line.start, line, [...open.rules, ...start]),
				start: open.start
			});
		else if (start.length > 0) found.push(gapAt(text, line.start, line, start));
		found.push(...inside(text, line));
		const end = isHeading ? [] : endRules(line.text);
		if (end.length > 0) found.push(endGap(line, end));
	}
	return found;
}

function linesOf(text: string, bodyStart: number): Line[] {
	return [...text.matchAll(/[^\n]+/g)]
		.filter(({ index, 0: line }) => index >= bodyStart && line.trim() !== '')
		.map(({ index, 0: line }) => ({
			start: index,
			end: index + line.trimEnd().length,
			text: line.trimEnd()
		}));
}

function startRules(line: string): GapRule[] {
	if (/^[,;:.!?)\]]/.test(line)) return ['starts_with_punctuation'];
	// zkSync and eToro are written so.
	return /^\p{Ll}/u.test(line) && !/^\p{Ll}+\p{Lu}/u.test(line) ? ['starts_in_lower_case'] : [];
}

function endRules(line: string): GapRule[] {
	const rules: GapRule[] = [];
	if (line.length === CUT_LENGTH) rules.push('cut_at_length');
	if (/[.!?…:"”’')\]»]$/u.test(line)) return rules;
	const isShort = line.split(/\s+/).length <= HEADING_WORDS;
	if (!isShort || OPEN_END.test(line)) rules.push('no_final_punctuation');
	return rules;
}

function inside(text: string, line: Line): FoundGap[] {
	const patterns: readonly (readonly [RegExp, GapRule])[] = [
		[/[,;:]\s+[,.;:](?!\.)/g, 'doubled_punctuation'],
		[/\b(?:such as|including|than) (?:and|or)\b/gi, 'dangling_list'],
		[
			new RegExp(
				String.raw`(?<=\p{Ll}{4}[.!?]["”’)]?\s)(?<!\b(?:approx|incl|excl|resp)\.\s)${PREPOSITION}\s`,
				'gu'
			),
			'starts_with_preposition'
		]
	];
	return patterns
		.flatMap(([pattern, rule]) =>
			[...line.text.matchAll(pattern)].map((match) =>
				gapAt(text, line.start + match.index, line, [rule])
			)
		)
		.sort((a, b) => a.start - b.start);
}

/** A gap with up to three words before it and four after it, within its line. */
function gapAt(text: string, at: number, line: Line, rules: readonly GapRule[]): FoundGap {
	const before = /(?:\S+\s+){0,3}\S*$/.exec(text.slice(line.start, at))?.[0] ?? '';
	const after = /^(?:\s*\S+){1,5}/.exec(text.slice(at, line.end))?.[0] ?? '';
	return { start: at, end: at + after.length, rules, text: before + after };
}

function endGap(line: Line, rules: readonly GapRule[]): FoundGap {
	const words = /(?:\S+\s+){0,4}\S+$/.exec(line.text)?.[0] ?? line.text;
	return { start: line.end, end: line.end, rules, text: words };
}
