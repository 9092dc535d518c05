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
