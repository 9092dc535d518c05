import { besideOf, chartPanels } from '#lib/charts/chart-panel.ts';
import { sparkline } from '#lib/charts/sparkline.ts';
import { iso } from '#lib/domain/time.ts';
import { claimSeries } from '#lib/server/view/series.ts';
import { getClaims } from '#lib/server/view/claims.ts';
import { byDistance, rowClaim } from '#lib/ui/row-claim.ts';
import type { PageServerLoad } from './$types';
import { pageTime } from './page-time.ts';

/** The scoreboard: every rated claim with its trend, and every other statement with its reason; `?asOf=T` gives what was shown then. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const time = await pageTime(locals, url);
	const claims = await getClaims(locals.reader, time);
	const rated = await Promise.all(
		claims
			.filter((claim) => claim.rated)
			.map(async (claim) => {
				const [panel] = chartPanels(
					await claimSeries(locals.reader, claim, time.asOf),
					besideOf(claim)
				);
				return { claim: rowClaim(claim), drawing: panel ? sparkline(panel) : null };
			})
	);
	const unrated = claims
		.filter((claim) => !claim.rated)
		.map(({ slug, quote, kind, reason, article }) => ({ slug, quote, kind, reason, article }));
	const articles = new Map(claims.map((claim) => [claim.article.slug, claim.article]));
	return {
		asOf: time.asOf === undefined ? null : iso(time.asOf),
		rated: rated.sort((a, b) => byDistance(a.claim, b.claim)),
		unrated,
		articles: [...articles.values()],
		statements: claims.reduce((sum, claim) => sum + claim.statements.length, 0),
		ratedStatements: claims.reduce((sum, c) => sum + (c.rated ? c.statements.length : 0), 0)
	};
};
