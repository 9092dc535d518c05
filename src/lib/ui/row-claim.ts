import type { ClaimJson } from '#lib/domain/wire/claim.ts';

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
