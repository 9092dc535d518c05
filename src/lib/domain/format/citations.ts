import { isoDay, parseTime } from '../time.ts';

/** What is cited: a claim as it stood at a time. */
export interface CitedClaim {
	readonly slug: string;
	/** The quote with its publisher, and the finding. */
	readonly title: string;
	/** The page as it was shown then. */
	readonly url: string;
	/** When what is shown was judged, ISO 8601; null where nothing was. */
	readonly asOf: string | null;
}

export interface Citations {
	readonly apa: string;
	readonly bibtex: string;
	readonly ris: string;
}

const AUTHOR = 'Claimgauge';
const LICENCE = 'CC BY 4.0';

const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
	...['August', 'September', 'October', 'November', 'December']
];

/** A claim as it stood at a time, as APA, BibTeX and RIS set it. Without a time it has no date either. */
export function citations({ slug, title, url, asOf }: CitedClaim): Citations {
	const day = asOf === null ? null : isoDay(parseTime(asOf));
	const [year = '', month = '', date = ''] = day?.split('-') ?? [];
	const note = asOf === null ? LICENCE : `As of ${asOf}. ${LICENCE}`;
	const apaDate = day ? `${year}, ${MONTHS[Number(month) - 1] ?? ''} ${Number(date)}` : 'n.d.';
	const apaNote = asOf === null ? '' : ` [As of ${asOf}]`;
	const fields = [
		['author', `{${AUTHOR}}`],
		['title', `{${escapeTex(title)}}`],
		...(day
			? [
					['year', year],
					['month', String(Number(month))],
					['day', String(Number(date))]
				]
			: []),
		['howpublished', `\\url{${url}}`],
		['url', url],
		['note', note]
	];
	return {
		apa: `${AUTHOR}. (${apaDate}). ${title}${apaNote}. ${url}`,
		bibtex: [
			`@misc{claimgauge-${slug}${day ? `-${day}` : ''},`,
			...fields.map(([name, value]) => `  ${name} = {${value}},`),
			'}'
		].join('\n'),
		ris: [
			'TY  - ELEC',
			`AU  - ${AUTHOR}`,
			`TI  - ${title}`,
			...(day ? [`PY  - ${year}`, `DA  - ${day.replaceAll('-', '/')}`] : []),
			`UR  - ${url}`,
			`N1  - ${note}`,
			'ER  - '
		].join('\n')
	};
}

const TEX: Readonly<Record<string, string>> = {
	'\\': '\\textbackslash{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}'
};

/** A text in which TeX finds no command. */
function escapeTex(text: string): string {
	return text.replace(/[\\~^&%$#_{}]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}
