import type { Span } from './extraction/names.ts';

/** Words whose full stop ends no sentence. */
const ABBREVIATION =
	/(?:^|[\s(])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mr|Ms|Mrs|Dr|Prof|St|Inc|Corp|Ltd|Co|No|vs|cf|ca|approx|incl|est|Fig|Vol|e\.g|i\.e|U\.S|U\.K|a\.m|p\.m|\p{Lu})\.$/u;

/** The sentences of a text from an offset on, in order, without bullets before and space around them. */
export function sentencesOf(text: string, from = 0): Span[] {
	const sentences: Span[] = [];
	for (const line of text.matchAll(/[^\n]+/g)) {
		if (line.index + line[0].length <= from) continue;
		let start = line.index;
		const lineEnd = line.index + line[0].length;
		for (const stop of line[0].matchAll(/[.!?]["”’)]*(?=\s+\S)/gu)) {
			const end = line.index + stop.index + stop[0].length;
			if (ABBREVIATION.test(text.slice(start, line.index + stop.index + 1))) continue;
			push(sentences, text, start, end);
			start = end;
		}
		push(sentences, text, start, lineEnd);
	}
	return sentences;
}

function push(sentences: Span[], text: string, start: number, end: number): void {
	const raw = text.slice(start, end);
	const lead = /^\s*(?:[-–•*]\s+)*/u.exec(raw)?.[0].length ?? 0;
	const inner = raw.slice(lead).trimEnd();
	if (inner !== '') sentences.push({ start: start + lead, end: start + lead + inner.length });
}

/** The clause of a sentence in which something stands: between commas, semicolons and dashes, never within a number. */
export function clauseOf(text: string, sentence: Span, inner: Span): Span {
	const break_ = /(?:[,;:](?=\s)|\s[–—-]\s|—)/gu;
	let { start, end } = sentence;
	for (const { index, 0: mark } of text.slice(sentence.start, sentence.end).matchAll(break_)) {
		const at = sentence.start + index;
		if (at + mark.length <= inner.start && !isDateComma(text, at)) start = at + mark.length;
		else if (at >= inner.end && !isDateComma(text, at)) {
			end = at;
			break;
		}
	}
	const lead = /^[\s"“(]*/u.exec(text.slice(start, end))?.[0].length ?? 0;
	const clause = text.slice(start + lead, end).replace(/[\s.,;:]+$/u, '');
	const clauseEnd = start + lead + clause.length;
	return { start: start + lead, end: Math.max(clauseEnd, inner.end) };
}

function isDateComma(text: string, at: number): boolean {
	return (
		text[at] === ',' &&
		/\d$/.test(text.slice(0, at)) &&
		/^,\s(?:19|20)\d\d/.test(text.slice(at, at + 6))
	);
}
