const SMALL_WORDS =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' '
	);
const TENS_WORDS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const SMALL = new Map<string, number>([
	...SMALL_WORDS.map((word, value) => [word, value] as const),
	...TENS_WORDS.map((word, index) => [word, 20 + 10 * index] as const)
]);

const SCALES = new Map<string, number>([
	['hundred', 100],
	['thousand', 1e3],
	['million', 1e6],
	['billion', 1e9],
	['trillion', 1e12],
	['dozen', 12],
	['k', 1e3],
	['m', 1e6],
	['mn', 1e6],
	['b', 1e9],
	['bn', 1e9],
	['t', 1e12],
	['tn', 1e12]
]);

const small = [...SMALL.keys()].sort((a, b) => b.length - a.length).join('|');
const scale = 'hundred|thousand|million|billion|trillion|dozen';

/** 15,000 · 3.5 · .5, then perhaps a magnitude: 3.5B, 458m, 12.6 million. `100ms` has none. */
const NUMERAL = String.raw`(?<![\p{L}\p{N}_.]|\p{L}[-‑]|\d,)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?![\d]|[.,]\d)(?:[\s\u00a0-](?:hundred|thousand|million|billion|trillion|mn|bn|tn)\b|(?:[kKmMbBtT]|mn|bn|tn|Mn|Bn)(?![\p{L}\p{N}/])|[\s\u00a0][MB](?![\p{L}\p{N}]))?`;

/** Twenty-four, fifty thousand, two and a half, half a million. */
const WORDS = String.raw`(?<![\p{L}\p{N}_]|\p{L}[-‑])(?:half an? (?:${scale})|(?:an? (?:${scale})|(?:${small}))(?:[\s-](?:${small}|${scale})\b)*(?: and (?:a half|(?<=(?:hundred|thousand) and )(?:${small})(?:-(?:${small}))?))?(?: (?:${scale}))*)(?![\p{L}\p{N}])`;

/** A number as printed, with its magnitude, and where. */
export interface PrintedNumber {
	readonly start: number;
	readonly end: number;
	readonly value: number;
	/** What the magnitude multiplied by; 1 where none is printed. */
	readonly magnitude: number;
	/** Digits, or words. */
	readonly form: 'digits' | 'words';
	readonly printed: string;
}

/** Every number in a text, in digits or spelled out, whatever it means. */
export function findNumbers(text: string): PrintedNumber[] {
	return [...text.matchAll(new RegExp(`${NUMERAL}|${WORDS}`, 'giu'))].map((match) => {
		const printed = match[0];
		const form = /\d/.test(printed) ? 'digits' : 'words';
		const { value, magnitude } = form === 'digits' ? ofDigits(printed) : ofWords(printed);
		return {
			start: match.index,
			end: match.index + printed.length,
			value,
			magnitude,
			form,
			printed
		} as const;
	});
}

function ofDigits(printed: string): { value: number; magnitude: number } {
	const [, digits = '', suffix = ''] = /^([\d.,]+)[\s\u00a0-]?(.*)$/u.exec(printed) ?? [];
	const magnitude = SCALES.get(suffix.toLowerCase()) ?? 1;
	return { value: scaled(digits.replaceAll(',', ''), magnitude), magnitude };
}

/** The decimal number times a power of ten, without the noise of multiplying in binary: 2.87 billion is 2870000000. */
function scaled(decimal: string, magnitude: number): number {
	const exponent = Math.round(Math.log10(magnitude));
	return 10 ** exponent === magnitude
		? Number(`${decimal}e${exponent}`)
		: Number(decimal) * magnitude;
}

function ofWords(printed: string): { value: number; magnitude: number } {
	let total = 0;
	let current = 0;
	let magnitude = 1;
	const words = printed
		.toLowerCase()
		.replace(/ and a half/, ' half')
		.split(/[\s-]+/);
	for (const word of words) {
		const factor = SCALES.get(word);
		if (word === 'half') current += 0.5;
		else if (SMALL.has(word)) current += SMALL.get(word) ?? 0;
		else if (factor === undefined) continue;
		else if (factor <= 100) current = (current || 1) * factor;
		else {
			total += (current || 1) * factor;
			current = 0;
			magnitude = factor;
		}
	}
	return { value: total + current, magnitude };
}
