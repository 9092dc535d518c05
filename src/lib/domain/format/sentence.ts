/** A remark as a sentence of its own: with a capital letter and a full stop. */
export function asSentence(remark: string): string {
	const text = remark.charAt(0).toUpperCase() + remark.slice(1);
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A sentence as it goes on after other words. What starts with two capitals is a name and keeps them: "ETH". */
export function afterOtherWords(sentence: string): string {
	return /^[A-Z][A-Z\d]/.test(sentence)
		? sentence
		: sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** A figure to a figure with what hangs on to it, as far as the next space at which a line may break. */
const INTERVAL = /([^ ]*\d[^ \d]*–[^ \d]*\d[^ ]*)/;

/** A text in parts, by turns without and with an interval of figures, which is not to be broken. */
export function withIntervals(
	text: string
): readonly { readonly part: string; readonly isInterval: boolean }[] {
	return text.split(INTERVAL).map((part, index) => ({ part, isInterval: index % 2 === 1 }));
}
