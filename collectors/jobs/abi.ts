/** The few shapes of the contract ABI that fixed questions and their answers have. */

/** Calldata: a selector, and its arguments of one word each. */
export function calldata(selector: string, ...words: readonly bigint[]): string {
	return selector + words.map((word) => word.toString(16).padStart(64, '0')).join('');
}

/** The words of an answer, or null of one that is no whole number of words, or none at all. */
export function wordsOf(answer: unknown): bigint[] | null {
	if (typeof answer !== 'string' || !/^0x([0-9a-f]{64})+$/i.test(answer)) return null;
	return Array.from({ length: (answer.length - 2) / 64 }, (_, index) =>
		BigInt(`0x${answer.slice(2 + index * 64, 66 + index * 64)}`)
	);
}

/** The first word of an answer as a whole number, or null. */
export function uintOf(answer: unknown): bigint | null {
	return wordsOf(answer)?.[0] ?? null;
}

/** The numbers of an answer that is one list of them (offset, length, numbers), or null. */
export function uintsOf(answer: unknown): bigint[] | null {
	const words = wordsOf(answer);
	if (words?.[0] !== 32n || words[1] !== BigInt(words.length - 2)) return null;
	return words.slice(2);
}

/** The address in an answer of one word, in lower case; null for none and for zero. */
export function addressOf(answer: unknown): string | null {
	const number = uintOf(answer);
	if (number === null || number === 0n || number >> 160n !== 0n) return null;
	return `0x${number.toString(16).padStart(40, '0')}`;
}
