/** A multiple or a share in words: double is 2 ×, a third of 0.333 ×, nine out of ten 0.9. */
export interface PrintedMultiple {
	readonly start: number;
	readonly end: number;
	readonly value: number;
	readonly unit: '×' | '1';
}

const SMALL = 'one two three four five six seven eight nine ten twelve twenty fifty hundred'.split(
	' '
);
const VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100];
const valueOf = (printed: string): number => {
	const index = SMALL.indexOf(printed.toLowerCase());
	return index < 0 ? Number(printed) : (VALUES[index] ?? Number.NaN);
};
const COUNT = String.raw`(?:${SMALL.join('|')}|\d{1,3})`;
const PARTS: Readonly<Record<string, number>> = {
	half: 2,
	halves: 2,
	third: 3,
	quarter: 4,
	fifth: 5,
	sixth: 6,
	tenth: 10
};
const PART = String.raw`(?:half|halves|thirds?|quarters?|fifths?|sixths?|tenths?)`;

type Read = (match: RegExpMatchArray) => Pick<PrintedMultiple, 'value' | 'unit'>;
const times =
	(value: number): Read =>
	() => ({ value, unit: '×' });

const RULES: readonly (readonly [RegExp, Read])[] = [
	[
		/\bdoubl(?:e|es|ed|ing)\b(?![-\s](?:digits?|spend\w*|down|edged|check\w*|standards?|clicks?))/giu,
		times(2)
	],
	[/\btripl(?:e|es|ed|ing)\b(?![-\s](?:digits?|threat))/giu, times(3)],
	[/\bquadrupl(?:e|es|ed|ing)\b/giu, times(4)],
	[/\bhalv(?:e|es|ed|ing)\b/giu, times(0.5)],
	[/\btwice\b(?=\s(?:as|the|its|that|what))/giu, times(2)],
	[
		new RegExp(String.raw`\b(${SMALL.join('|')})-?fold\b`, 'giu'),
		(match) => ({ value: valueOf(match[1] ?? ''), unit: '×' })
	],
	[/(?<=\b(?:in|by) )half\b/giu, times(0.5)],
	[/\bhalf\b(?=\s(?:of|the|its|that|as)\b)/giu, times(0.5)],
	[
		new RegExp(
			String.raw`\b(a|an|one|two|three|four)[-\s](${PART})\b(?=\s(?:of|the|its)\b)`,
			'giu'
		),
		([, count = '', part = '']) => ({
			value:
				(/^an?$/i.test(count) ? 1 : valueOf(count)) /
				(PARTS[part.toLowerCase()] ?? PARTS[part.toLowerCase().replace(/s$/, '')] ?? Number.NaN),
			unit: '×'
		})
	],
	[
		new RegExp(
			String.raw`\b(${COUNT})\s(?:in|out of)(?:\s(?:every|the))?\s(${COUNT})\b(?![\d.,%-])`,
			'giu'
		),
		([, part = '', whole = '']) => ({ value: valueOf(part) / valueOf(whole), unit: '1' })
	]
];

/** Every multiple and share in words. `unitFollows` says whether a number that ends there has a unit: “five in 30 days” is no share. */
export function findMultiples(
	text: string,
	unitFollows: (end: number) => boolean
): PrintedMultiple[] {
	const found: PrintedMultiple[] = [];
	for (const [pattern, read] of RULES)
		for (const match of text.matchAll(pattern)) {
			const start = match.index;
			const end = start + match[0].length;
			const { value, unit } = read(match);
			if (unit === '1' && (value >= 1 || unitFollows(end))) continue;
			if (found.some((other) => start < other.end && other.start < end)) continue;
			found.push({ start, end, value, unit });
		}
	return found;
}
