import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import { BOARD_FILTERS, type BoardFilter, type BoardSort, type BoardView } from './board-view.ts';

/** What the scoreboard sorts and filters a claim by. */
export type BoardClaim = Pick<
	ClaimJson,
	'slug' | 'quote' | 'kind' | 'finding' | 'article' | 'share' | 'as_of'
> & {
	readonly readings: readonly Pick<ClaimJson['readings'][number], 'chains'>[];
};

/** When what a claim shows changed last, in Unix seconds, by slug; a claim that never did is left out. */
export type LastChanges = ReadonlyMap<string, number>;

/** What a filter looks at: the values that a claim has of it. */
const VALUES: Readonly<Record<BoardFilter, (claim: BoardClaim) => readonly string[]>> = {
	kind: ({ kind }) => [kind],
	chain: ({ readings }) => [
		...new Set(readings.flatMap(({ chains }) => chains.map(({ id }) => String(id))))
	],
	finding: ({ finding }) => [finding],
	article: ({ article }) => [article.slug]
};

function passes(claim: BoardClaim, view: BoardView, name: BoardFilter): boolean {
	const asked = view[name].map(String);
	return asked.length === 0 || VALUES[name](claim).some((value) => asked.includes(value));
}

/** The claims that a view lists, in their order; `since` is where the 30 days of `changed` begin, in Unix seconds. */
export function listed<Claim extends BoardClaim>(
	claims: readonly Claim[],
	view: BoardView,
	changes: LastChanges,
	since: number
): Claim[] {
	return claims.filter(
		(claim) =>
			BOARD_FILTERS.every((name) => passes(claim, view, name)) &&
			(!view.changed || changedSince(claim, changes, since))
	);
}

function changedSince(claim: BoardClaim, changes: LastChanges, since: number): boolean {
	return (changes.get(claim.slug) ?? -Infinity) >= since;
}

/**
 * How many claims each value of a filter would list, with the other filters as they are: what a reader gets who
 * chooses that value alone.
 */
export function valueCounts(
	claims: readonly BoardClaim[],
	view: BoardView,
	name: BoardFilter,
	changes: LastChanges,
	since: number
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const claim of listed(claims, { ...view, [name]: [] }, changes, since))
		for (const value of VALUES[name](claim)) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

/** The values of a filter that any claim has. */
export function valuesOf(claims: readonly BoardClaim[], name: BoardFilter): Set<string> {
	return new Set(claims.flatMap((claim) => VALUES[name](claim)));
}

/** How far apart claim and measurement are, as a factor ≥ 1; claims without a share come last. */
function distance(claim: Pick<ClaimJson, 'share'>): number {
	const share = claim.share?.value ?? null;
	if (share === null) return 0;
	return share > 0 ? Math.max(share, 1 / share) : Number.POSITIVE_INFINITY;
}

/** The greatest distance first, on either side of the claim; 0 for two that are equally far. */
function byDistance(a: Pick<ClaimJson, 'share'>, b: Pick<ClaimJson, 'share'>): number {
	const [near, far] = [distance(a), distance(b)];
	return near === far ? 0 : far > near ? 1 : -1;
}

const quotes = new Intl.Collator('en', { numeric: true, ignorePunctuation: true });

/** The order of claims; where two are alike in it, the greater distance comes first, then the newer change. */
export function boardOrder(
	sort: BoardSort,
	changes: LastChanges
): (a: BoardClaim, b: BoardClaim) => number {
	const changedAt = ({ slug }: BoardClaim) => changes.get(slug) ?? -1;
	const newestChange = (a: BoardClaim, b: BoardClaim) => changedAt(b) - changedAt(a);
	const byAsked: Readonly<Record<BoardSort, (a: BoardClaim, b: BoardClaim) => number>> = {
		distance: () => 0,
		changed: newestChange,
		article: (a, b) => b.article.published.localeCompare(a.article.published),
		quote: (a, b) => quotes.compare(a.quote, b.quote)
	};
	return (a, b) => byAsked[sort](a, b) || byDistance(a, b) || newestChange(a, b) || byData(a, b);
}

/** The newer data first, so that two claims never stand in the order of chance. */
function byData(a: BoardClaim, b: BoardClaim): number {
	return (b.as_of ?? '').localeCompare(a.as_of ?? '') || a.slug.localeCompare(b.slug);
}
