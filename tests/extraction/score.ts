import type { Quantity } from '../../collectors/articles/extraction/quantities.ts';
import type { GoldSpan, LabelledSentence } from './labelled.ts';

/** How well quantities were found: shares of the found that are gold, of the gold that was found, and of the gold whose value and unit are right. */
export interface Score {
	readonly gold: number;
	readonly precision: number;
	readonly recall: number;
	readonly value: number;
	/** What was missed, found for nothing or read wrongly, in words. */
	readonly faults: readonly string[];
}

/** A gold span is found where one overlaps it; every found span that overlaps none is one too many. */
export function score(
	sentences: readonly LabelledSentence[],
	find: (text: string) => readonly Quantity[]
): Score {
	let gold = 0;
	let found = 0;
	let hits = 0;
	let right = 0;
	let spurious = 0;
	const faults: string[] = [];
	for (const { sentence, gold: spans } of sentences) {
		const quantities = find(sentence);
		const placed = place(sentence, spans);
		gold += spans.length;
		found += quantities.length;
		for (const { span, start, end } of placed) {
			const hit = quantities.filter((each) => each.start < end && start < each.end);
			if (hit.length > 0) hits++;
			if (hit.length === 1 && hit[0] && isRight(hit[0], span)) right++;
			else
				faults.push(
					`${hit.length === 0 ? 'missed' : 'wrong'} "${span.text}" (${span.value} ${span.unit}) in: ${sentence} → ${hit.map(told).join('; ')}`
				);
		}
		for (const each of quantities)
			if (!placed.some(({ start, end }) => each.start < end && start < each.end)) {
				spurious++;
				faults.push(`one too many ${told(each)} in: ${sentence}`);
			}
	}
	return {
		gold,
		precision: (found - spurious) / found,
		recall: hits / gold,
		value: right / gold,
		faults
	};
}

/** The places of gold spans, in reading order. Throws where a label is not in its sentence. */
function place(sentence: string, spans: readonly GoldSpan[]) {
	let from = 0;
	return spans.map((span) => {
		const start = sentence.indexOf(span.text, from);
		if (start < 0) throw new Error(`"${span.text}" is not in "${sentence}" after ${from}`);
		from = start + span.text.length;
		return { span, start, end: from };
	});
}

function isRight(found: Quantity, { value, unit }: GoldSpan): boolean {
	if (found.unit !== unit) return false;
	if (Array.isArray(value)) return near(found.low, value[0]) && near(found.high, value[1]);
	return typeof value === 'number' ? near(found.value, value) : found.value === value;
}

function near(found: unknown, gold: unknown): boolean {
	if (typeof found !== 'number' || typeof gold !== 'number') return false;
	return Math.abs(found - gold) <= 1e-9 * Math.abs(gold);
}

function told({ printed, value, low, high, unit }: Quantity): string {
	return `"${printed}" as ${value ?? `${low}–${high}`} ${unit}`;
}
