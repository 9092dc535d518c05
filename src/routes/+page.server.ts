import { chartPanels } from '#lib/charts/chart-panel.ts';
import { sparkline } from '#lib/charts/sparkline.ts';
import { claimSeries } from '#lib/server/view/series.ts';
import { getClaims } from '#lib/server/view/claims.ts';
import { byDistance, rowClaim } from '#lib/ui/row-claim.ts';
import type { PageServerLoad } from './$types';

/** The scoreboard: every rated claim with its trend, and every other statement with its reason. */
export const load: PageServerLoad = async ({ locals }) => {
	const { now } = await locals.dataState();
	const claims = await getClaims(locals.reader, { now });
	const rated = await Promise.all(
		claims
			.filter((claim) => claim.rated)
			.map(async (claim) => {
				const [panel] = chartPanels(claim, await claimSeries(locals.reader, claim));
				return { claim: rowClaim(claim), drawing: panel ? sparkline(panel) : null };
			})
	);
	const unrated = claims
		.filter((claim) => !claim.rated)
		.map(({ slug, quote, kind, reason, article }) => ({ slug, quote, kind, reason, article }));
	const articles = new Map(claims.map((claim) => [claim.article.slug, claim.article]));
	return {
		rated: rated.sort((a, b) => byDistance(a.claim, b.claim)),
		unrated,
		articles: [...articles.values()],
		statements: claims.reduce((sum, claim) => sum + claim.statements.length, 0),
		ratedStatements: claims.reduce((sum, c) => sum + (c.rated ? c.statements.length : 0), 0)
	};
};
