import { lintClaim } from './lint/claim.ts';
import { lintDuplicates } from './lint/duplicates.ts';
import { fieldsOf, isLoose, nameOf, show, type Fault, type Fields } from './lint/fields.ts';
import { lintUnfinished } from './lint/unfinished.ts';

/** The text of an article, where it is at hand. */
export interface ArticleText {
	readonly text: string;
	/** SHA-256 of its bytes, hexadecimal; null leaves that check out. */
	readonly sha256: string | null;
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const SHA256 = /^[0-9a-f]{64}$/;
const OFFSET = {
	must: 'a whole number from 0',
	test: (value: number) => Number.isSafeInteger(value) && value >= 0
};

/**
 * Everything wrong with one article, in the order of its fields; empty when it may be published.
 * The article is untrusted (it may come from a file): a missing or odd field is a fault, never an
 * exception. Without `text`, quotes are checked against their own length only; `textSha256` is the
 * SHA-256 of the text's bytes, hexadecimal, which the caller computes.
 */
export function lintArticle(
	article: unknown,
	text: string | null,
	textSha256: string | null = null
): Fault[] {
	const atHand = text === null ? null : { text, sha256: textSha256 };
	return [...lintAlone(article, atHand), ...lintDuplicates([article])];
}

/**
 * Everything wrong with articles that are published together: each by itself, and slugs and reading
 * ids that are used twice. `texts` holds, by article slug, the texts at hand.
 */
export function lintArticles(
	articles: readonly unknown[],
	texts: ReadonlyMap<string, ArticleText>
): Fault[] {
	return [
		...articles.flatMap((article) => lintAlone(article, texts.get(nameOf(article)) ?? null)),
		...lintDuplicates(articles)
	];
}

function lintAlone(article: unknown, text: ArticleText | null): Fault[] {
	const faults: Fault[] = [];
	const name = nameOf(article);
	const reportAt = (at: string | null) => (field: string, message: string) => {
		faults.push({ article: name, at, field, message });
	};
	if (!isLoose(article)) {
		reportAt(null)('', `an article must be an object, is ${show(article)}`);
		return faults;
	}
	const fields = fieldsOf(article, reportAt(null));
	lintHead(fields, text);
	const statements = belowOf(fields, 'statements', 'id', reportAt);
	const claims = belowOf(fields, 'claims', 'slug', reportAt);
	const slugs = claims.map((claim) => claim.of.slug);
	for (const statement of statements) lintStatement(statement, slugs, text);
	reportTwice(statements, 'id');
	lintGapsAndContradictions(
		fields,
		statements.map((statement) => statement.of.id),
		text
	);
	for (const claim of claims) {
		const slug = lintSlug(claim);
		const quotes = statements
			.filter((statement) => statement.of.claim === claim.of.slug)
			.flatMap((statement) => (typeof statement.of.quote === 'string' ? [statement.of.quote] : []));
		if (slug !== undefined && !statements.some((statement) => statement.of.claim === slug))
			claim.fault('slug', `no statement states the claim "${slug}"`);
		lintClaim(claim, { slug: slug ?? '', quotes, demo: article.demo === true });
	}
	return [...faults, ...lintUnfinished(article)];
}

/** Members of a list of the article, each reporting under its own name. */
function belowOf(
	article: Fields,
	list: string,
	name: string,
	reportAt: (at: string | null) => (field: string, message: string) => void
): Fields[] {
	return article.objects(list).map((member, index) => {
		const own = member.of[name];
		return fieldsOf(
			member.of,
			reportAt(typeof own === 'string' && own !== '' ? own : `${list}[${index}]`)
		);
	});
}

function lintHead(article: Fields, text: ArticleText | null): void {
	lintSlug(article);
	article.text('title');
	article.text('publisher');
	article.textOrNull('byline');
	const url = article.text('url');
	if (url !== undefined && !/^https?:\/\/[^\s/]+/.test(url))
		article.fault('url', `must be an http or https address, is ${show(url)}`);
	article.day('published');
	article.day('accessed');
	if (typeof article.of.demo !== 'boolean')
		article.fault('demo', `must be true or false, is ${show(article.of.demo)}`);
	if (article.of.text === null) return;
	const stated = article.object('text');
	const sha256 = stated?.text('sha256');
	if (sha256 !== undefined && !SHA256.test(sha256))
		stated?.fault('sha256', `must be 64 hexadecimal digits, is ${show(sha256)}`);
	else if (sha256 !== undefined && text?.sha256 && sha256 !== text.sha256)
		stated?.fault('sha256', `is ${sha256}, but the text at hand has ${text.sha256}`);
	const characters = stated?.number('characters', OFFSET);
	if (characters !== undefined && text && characters !== text.text.length)
		stated?.fault('characters', `is ${characters}, but the text at hand has ${text.text.length}`);
}

function lintSlug(fields: Fields): string | undefined {
	const slug = fields.text('slug');
	if (slug !== undefined && !SLUG.test(slug))
		fields.fault('slug', `must be small letters, digits and single hyphens, is ${show(slug)}`);
	return slug;
}

function lintStatement(
	statement: Fields,
	slugs: readonly unknown[],
	text: ArticleText | null
): void {
	statement.text('id');
	const claim = statement.text('claim');
	if (claim !== undefined && !slugs.includes(claim))
		statement.fault('claim', `the article has no claim "${claim}"`);
	const quote = statement.text('quote');
	const start = statement.number('start', OFFSET);
	const end = statement.number('end', OFFSET);
	if (quote === undefined || start === undefined || end === undefined) return;
	if (end - start !== quote.length)
		statement.fault(
			'end',
			`start and end are ${end - start} characters apart, the quote has ${quote.length}`
		);
	else if (text && text.text.slice(start, end) !== quote) {
		const found = text.text.indexOf(quote);
		statement.fault(
			'quote',
			`is not in the text at ${start}–${end}, where it reads ${show(text.text.slice(start, end))}; ` +
				(found < 0
					? 'it is nowhere in the text'
					: `it is in the text at ${found}–${found + quote.length}`)
		);
	}
}

function lintGapsAndContradictions(
	article: Fields,
	statementIds: readonly unknown[],
	text: ArticleText | null
): void {
	for (const gap of article.objects('gaps')) {
		const shown = gap.text('text');
		gap.text('missing');
		if (gap.of.after !== null && !statementIds.includes(gap.of.after))
			gap.fault('after', `must be null or the id of a statement, is ${show(gap.of.after)}`);
		if (shown !== undefined && text && !text.text.includes(shown))
			gap.fault('text', `${show(shown)} is not in the text`);
	}
	for (const contradiction of article.objects('contradictions')) {
		contradiction.text('topic');
		contradiction.text('conflict');
		const ids = contradiction.list('statements');
		if (ids?.length === 0) contradiction.fault('statements', 'must name at least one statement');
		ids?.forEach((id, index) => {
			if (!statementIds.includes(id))
				contradiction.fault(`statements[${index}]`, `the article has no statement ${show(id)}`);
		});
	}
}

function reportTwice(members: readonly Fields[], field: string): void {
	const seen = new Set<unknown>();
	for (const member of members) {
		const value = member.of[field];
		if (value !== undefined && seen.has(value))
			member.fault(field, `${show(value)} is used twice in the article`);
		seen.add(value);
	}
}
