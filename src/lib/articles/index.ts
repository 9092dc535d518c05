import type { Article, Claim } from '#lib/domain/claims.ts';
import base959Tps from './base-959-tps.ts';
import baseFlashblocks from './base-flashblocks.ts';
import demo from './demo.ts';
import ethereumGasBelow3Gwei from './ethereum-gas-below-3-gwei.ts';
import vitalikBacksZksync from './vitalik-backs-zksync.ts';

/** Articles about public chains, newest first. */
export const ARTICLES: readonly Article[] = [
	vitalikBacksZksync,
	base959Tps,
	baseFlashblocks,
	ethereumGasBelow3Gwei
];

/** Articles of `npm run demo`, about the demo chains only. */
export const DEMO_ARTICLES: readonly Article[] = [demo];

/**
 * The articles that a site over this kind of database shows. A demo database shows both: the public
 * ones are about chains it does not hold, and say `insufficient_data` there.
 */
export function articlesFor(demoDatabase: boolean): readonly Article[] {
	return demoDatabase ? [...DEMO_ARTICLES, ...ARTICLES] : ARTICLES;
}

/** A claim and the article that states it, or undefined. Looks at the demo's too: slugs are unique over all. */
export function findClaim(
	slug: string
): { readonly article: Article; readonly claim: Claim } | undefined {
	for (const article of articlesFor(true)) {
		const claim = article.claims.find((each) => each.slug === slug);
		if (claim) return { article, claim };
	}
	return undefined;
}
