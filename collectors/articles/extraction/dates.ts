const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = String.raw`(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)`;
const YEAR = String.raw`(?:19|20)\d\d(?![\d]|[.,]\d)`;
const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d\p{L}]|[.,]\d)`;
const QUARTERS = ['first', 'second', 'third', 'fourth'];
const PARTS = String.raw`(?:the\s)?(?:early|mid|late|end of|start of|beginning of|middle of|year-end|end-)[\s-]?`;

/** A date as far as it is printed: 2025, 2025-Q4, 2025-H1, 2025-10, 2025-10-09, --10-09, --10. */
export interface PrintedDate {
	readonly start: number;
	readonly end: number;
	readonly value: string;
}

type Groups = Readonly<Record<string, string | undefined>>;

const RULES: readonly (readonly [RegExp, (groups: Groups) => string])[] = [
	[
		new RegExp(
			String.raw`(?<![\d/-])(?<y>(?:19|20)\d\d)[-/](?<m>0[1-9]|1[0-2])[-/](?<d>0[1-9]|[12]\d|3[01])(?![\d/-])`,
			'gu'
		),
		({ y, m, d }) => `${y}-${m}-${d}`
	],
	[
		new RegExp(String.raw`\b(?<mon>${MONTH})\s(?<d>${DAY}),?\s(?<y>${YEAR})`, 'gu'),
		(groups) => `${groups.y}-${monthOf(groups)}-${dayOf(groups)}`
	],
	[
		new RegExp(
			String.raw`(?<![\d.,])(?<d>${DAY})\s(?:of\s)?(?<mon>${MONTH}),?\s(?<y>${YEAR})`,
			'gu'
		),
		(groups) => `${groups.y}-${monthOf(groups)}-${dayOf(groups)}`
	],
	[
		new RegExp(String.raw`\b(?<mon>${MONTH}),?\s(?:of\s)?(?<y>${YEAR})`, 'gu'),
		(groups) => `${groups.y}-${monthOf(groups)}`
	],
	[
		new RegExp(String.raw`\bQ(?<q>[1-4])(?:\sof)?\s(?<y>${YEAR})`, 'gu'),
		({ q, y }) => `${y}-Q${q}`
	],
	[
		new RegExp(String.raw`\b(?<ord>${QUARTERS.join('|')})\squarter\sof\s(?<y>${YEAR})`, 'gu'),
		({ ord, y }) => `${y}-Q${QUARTERS.indexOf(ord ?? '') + 1}`
	],
	[
		new RegExp(String.raw`\b(?:H(?<h>[12])|(?<half>first|second)\shalf\sof)\s(?<y>${YEAR})`, 'gu'),
		({ h, half, y }) => `${y}-H${h ?? (half === 'first' ? 1 : 2)}`
	],
	[new RegExp(String.raw`\b${PARTS}(?<y>${YEAR})`, 'giu'), ({ y }) => y ?? ''],
	[
		new RegExp(String.raw`\b(?<mon>${MONTH})\s(?<d>${DAY})`, 'gu'),
		(groups) => `--${monthOf(groups)}-${dayOf(groups)}`
	],
	[
		new RegExp(String.raw`(?<![\d.,])(?<d>${DAY})\s(?:of\s)?(?<mon>${MONTH})`, 'gu'),
		(groups) => `--${monthOf(groups)}-${dayOf(groups)}`
	],
	[
		// A month alone needs a word before it: “May” and “March” are verbs too.
		new RegExp(
			String.raw`(?<=\b(?:in|since|by|until|till|from|during|before|after|last|this|next|early|late|mid|throughout|of)[\s-])(?<mon>${MONTH})(?![\p{L}])`,
			'giu'
		),
		(groups) => `--${monthOf(groups)}`
	]
];

/** Every date in a text that says its month or quarter, or what part of a year it means. Bare years are found with numbers. */
export function findDates(text: string): PrintedDate[] {
	const found: PrintedDate[] = [];
	for (const [pattern, valueOf] of RULES)
		for (const match of text.matchAll(pattern)) {
			const start = match.index;
			const end = start + match[0].length;
			if (/^[a-z]/.test(match.groups?.mon ?? 'A')) continue;
			if (found.some((other) => start < other.end && other.start < end)) continue;
			found.push({ start, end, value: valueOf(match.groups ?? {}) });
		}
	return found.sort((a, b) => a.start - b.start);
}

function monthOf({ mon }: Groups): string {
	return String(MONTHS.indexOf((mon ?? '').slice(0, 3).toLowerCase()) + 1).padStart(2, '0');
}

function dayOf({ d }: Groups): string {
	return String(Number.parseInt(d ?? '', 10)).padStart(2, '0');
}
