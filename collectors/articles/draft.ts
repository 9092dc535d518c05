import { createHash } from 'node:crypto';
import type { Article, Claim, ClaimedQuantity, Statement, TextGap } from '#lib/domain/claims.ts';
import { TO_WRITE } from '#lib/articles/lint/unfinished.ts';
import { claimedQuantity } from './claimed-quantity.ts';
import type { CleanedArticle } from './cleaned.ts';
import { GAP_RULES, type FoundGap } from './gaps.ts';
import { sourceText } from './source-text.ts';
import type { Suggestion } from './suggest.ts';

/** A draft article, and what stands beside each of its claims as a comment. */
export interface Draft {
	readonly article: Article;
	readonly notes: ReadonlyMap<string, string>;
}

const toWrite = (what: string): string => `${TO_WRITE}: ${what}`;

/**
 * The article file that a person completes. It is complete in form; what no program can know begins with
 * `TODO(editor)`, which the lint refuses, and no claim is rated. `accessed` is YYYY-MM-DD.
 */
export function draftOf(
	cleaned: CleanedArticle,
	gaps: readonly FoundGap[],
	suggestions: readonly Suggestion[],
	accessed: string
): Draft {
	const taken = new Set<string>();
	const named = suggestions.map((suggestion) => ({
		suggestion,
		slug: claimSlug(suggestion, taken)
	}));
	const statements = statementsOf(named);
	const title = cleaned.title ?? toWrite('the title');
	return {
		article: {
			slug: slugOf(cleaned.title ?? '') || 'untitled-draft',
			title,
			publisher: cleaned.publisher ?? toWrite('who published it'),
			byline: cleaned.byline,
			published: cleaned.published ?? toWrite('the day of publication, YYYY-MM-DD'),
			url: cleaned.url ?? toWrite('its address'),
			accessed,
			demo: false,
			text: {
				sha256: createHash('sha256').update(cleaned.text).digest('hex'),
				characters: cleaned.text.length
			},
			statements,
			gaps: gaps.map((gap) => textGap(gap, statements)),
			claims: named.map(({ suggestion, slug }) => claimOf(suggestion, slug)),
			contradictions: []
		},
		notes: new Map(named.map(({ suggestion, slug }) => [slug, noteOf(suggestion)]))
	};
}

/** The draft as a TypeScript file. */
export function draftFile({ article, notes }: Draft): string {
	const claims = article.claims.map((claim) => ({
		comment: notes.get(claim.slug) ?? '',
		value: claim
	}));
	return `import type { Article } from '#lib/domain/claims.ts';

/** A draft: what begins with ${TO_WRITE} is for a person to write, and no claim is measured before. */
const draft: Article = ${sourceText({ ...article, claims })};
export default draft;
`;
}

interface Named {
	readonly suggestion: Suggestion;
	readonly slug: string;
}

function statementsOf(named: readonly Named[]): Statement[] {
	return named
		.flatMap(({ suggestion, slug }) =>
			suggestion.appearances.map(({ quote, start, end }) => ({ quote, start, end, claim: slug }))
		)
		.sort((a, b) => a.start - b.start || a.end - b.end)
		.map((statement, index) => ({ id: `S${String(index + 1).padStart(2, '0')}`, ...statement }));
}

function textGap(gap: FoundGap, statements: readonly Statement[]): TextGap {
	const rules = gap.rules.map((rule) => GAP_RULES[rule]).join('; ');
	return {
		after: statements.findLast(({ start }) => start <= gap.start)?.id ?? null,
		text: gap.text,
		missing: toWrite(`what is missing (${rules}), or drop this gap`)
	};
}

function claimOf(suggestion: Suggestion, slug: string): Claim {
	const { kind, subject, metric } = suggestion;
	const claimed: ClaimedQuantity | null = claimedQuantity(suggestion);
	return {
		slug,
		kind,
		subject: subject ?? toWrite('what it is about'),
		predicate: toWrite('what is said of the subject'),
		claimed,
		rating: {
			rated: false,
			reason: toWrite(
				metric === null
					? 'a reading, or in one sentence why it is not measured'
					: `a reading, perhaps of ${metric}, or in one sentence why it is not measured`
			)
		},
		caveat: toWrite('what must be printed beside a verdict on it'),
		editorial: suggestion.appearances.some(({ incomplete }) => incomplete)
			? [
					{
						flag: 'text_incomplete',
						fact: toWrite('which words are lost at this sentence; drop the flag if none are'),
						source: toWrite('where that is seen'),
						date: toWrite('YYYY-MM-DD')
					}
				]
			: []
	};
}

function noteOf({ modality, confidence, quantity, time }: Suggestion): string {
	const figure = quantity && `“${quantity.printed}” read as ${readAs(quantity)}`;
	return [`${modality}, ${confidence} confidence`, figure, time && `time ${time}`]
		.filter(Boolean)
		.join('; ')
		.replaceAll(/\s+/g, ' ');
}

function readAs({
	value,
	low,
	high,
	unit,
	comparator
}: NonNullable<Suggestion['quantity']>): string {
	return `${comparator} ${value ?? `${low} to ${high}`} ${unit}`;
}

function claimSlug({ subject, kind, quantity }: Suggestion, taken: Set<string>): string {
	const base =
		slugOf([subject ?? '', quantity?.printed ?? kind].join(' ').replaceAll('%', ' percent ')) ||
		kind;
	let slug = base;
	for (let count = 2; taken.has(slug); count++) slug = `${base}-${count}`;
	taken.add(slug);
	return slug;
}

function slugOf(text: string): string {
	const words = text
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/['’]|(?<=\d),(?=\d)/g, '')
		.match(/[a-z0-9]+/g);
	return (words ?? []).join('-').slice(0, 80).replace(/-$/, '');
}
