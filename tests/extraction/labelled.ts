/** One quantity that a reader finds in a sentence, labelled by hand. */
export interface GoldSpan {
	/** As printed: the figure and its unit, without “more than” or “since”. Spans of a sentence stand in reading order. */
	readonly text: string;
	/** A number in `unit`, a date as far as it is printed (2025, 2025-Q4, 2025-10, 2025-10-09), or the ends of a range. */
	readonly value: number | string | readonly [number, number];
	readonly unit: string;
}

/** A sentence, and every quantity in it; none where its digits are names, versions or ordinals. */
export interface LabelledSentence {
	readonly sentence: string;
	readonly gold: readonly GoldSpan[];
}

type Short = readonly [text: string, value: GoldSpan['value'], unit: string];

/** A labelled sentence in one line. */
export function labelled(sentence: string, ...gold: readonly Short[]): LabelledSentence {
	return { sentence, gold: gold.map(([text, value, unit]) => ({ text, value, unit })) };
}
