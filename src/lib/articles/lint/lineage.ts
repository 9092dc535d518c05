import { show, type Fields } from './fields.ts';

/** Quotes are short: a hop needs the figure and the words around it, and nobody’s text. */
const MOST_CHARACTERS = 200;
const DAY_OR_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;

/**
 * Checks the way of a figure into the article: at least an origin and the article itself, in the order of time, each
 * step with its source and, after the origin, with what it changed.
 */
export function lintLineage(claim: Fields, quotes: readonly string[]): void {
	if (claim.of.lineage === undefined) return;
	const hops = claim.objects('lineage');
	if (Array.isArray(claim.of.lineage) && hops.length < 2)
		claim.fault('lineage', 'must hold the origin and the article itself, at least');
	let latest = '';
	for (const [index, hop] of hops.entries()) {
		for (const field of ['publisher', 'says', 'source']) hop.text(field);
		const words = hop.text('words');
		if (words !== undefined && words.length > MOST_CHARACTERS)
			hop.fault(
				'words',
				`must be short, ${MOST_CHARACTERS} characters at most; has ${words.length}`
			);
		for (const field of ['paraphrased', 'inferred'])
			if (typeof hop.of[field] !== 'boolean')
				hop.fault(field, `must be true or false, is ${show(hop.of[field])}`);
		if (index > 0) hop.text('changed');
		else if (hop.of.changed !== null)
			hop.fault(
				'changed',
				`must be null: nothing comes before the origin; is ${show(hop.of.changed)}`
			);
		latest = lintDate(hop, latest);
		const isOther = words !== undefined && !quotes.some((quote) => quote.includes(words));
		if (index === hops.length - 1 && index > 0 && isOther && hop.of.paraphrased !== true)
			hop.fault(
				'words',
				'is in none of the quotes that state the claim: the last hop is the article'
			);
	}
}

/** The latest date so far; a month is as late as any day in it. */
function lintDate(hop: Fields, latest: string): string {
	const { date } = hop.of;
	if (date === null) return latest;
	if (typeof date !== 'string' || !DAY_OR_MONTH.test(date)) {
		hop.fault(
			'date',
			`must be YYYY-MM-DD, YYYY-MM or null where no date is known, is ${show(date)}`
		);
		return latest;
	}
	const length = Math.min(date.length, latest.length);
	if (date.slice(0, length) < latest.slice(0, length))
		hop.fault('date', `must not be before the hop above, which is of ${latest}; is ${date}`);
	return date;
}
