import type { ClaimJson } from '#lib/domain/wire.ts';

/** What a row of the scoreboard needs of a claim, so that a page carries no more. */
export type RowClaim = Pick<
	ClaimJson,
	| 'slug'
	| 'quote'
	| 'article'
	| 'claimed'
	| 'finding'
	| 'flags'
	| 'reason'
	| 'share'
	| 'measured'
	| 'as_of'
> & {
	/** Names of the chains that the headline reading looks at. */
	readonly chains: readonly string[];
	/** Set where the finding at the time of publication was another one. */
	readonly thenFinding: ClaimJson['finding'] | null;
};

/** The part of a claim that its row shows. */
export function rowClaim(claim: ClaimJson): RowClaim {
	const { slug, quote, article, claimed, finding, flags, reason, share, measured, as_of } = claim;
	const then = claim.at_publication?.finding ?? null;
	return {
		...{ slug, quote, article, claimed, finding, flags, reason, share, measured, as_of },
		chains: (claim.readings[0]?.chains ?? []).map((chain) => chain.name),
		thenFinding: then === finding ? null : then
	};
}

/** How far apart claim and measurement are, as a factor ≥ 1; claims without a share come last. */
function distance(claim: RowClaim): number {
	const share = claim.share?.value ?? null;
	if (share === null) return 0;
	return share > 0 ? Math.max(share, 1 / share) : Number.POSITIVE_INFINITY;
}

/** The order of the scoreboard: the greatest distance first, then the newest data. */
export function byDistance(a: RowClaim, b: RowClaim): number {
	const [near, far] = [distance(a), distance(b)];
	if (near !== far) return far > near ? 1 : -1;
	return (b.as_of ?? '').localeCompare(a.as_of ?? '');
}
