import { error } from '@sveltejs/kit';
import { iso } from '#lib/domain/time.ts';
import { claimDrawings } from '#lib/server/render/claim-drawings.ts';
import { embedContent } from '#lib/server/render/embed-content.ts';
import { embedSnippet } from '#lib/server/render/embed-snippet.ts';
import { findArticle } from '#lib/server/view/articles.ts';
import { coveredBy } from '#lib/server/view/covered-by.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import { getShownDays } from '#lib/server/view/shown-days.ts';
import { claimSeries } from '#lib/server/view/series.ts';
import type { PageServerLoad } from './$types';
import { pageTime } from '../../page-time.ts';

/** One claim: what it says, what was measured, and how; `?asOf=T` gives what was shown then. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const time = await pageTime(locals, url);
	const claim = await findClaim(locals.reader, params.slug, time);
	if (!claim) error(404, `No claim is called "${params.slug}".`);
	const article = await findArticle(locals.reader, claim.article.slug);
	const appearances = (article?.statements ?? [])
		.filter((statement) => claim.statements.includes(statement.id))
		.map(({ id, quote }) => ({ id, quote }));
	const series = await claimSeries(locals.reader, claim, time.asOf);
	const embed = embedSnippet(embedContent(claim, series, locals), locals.siteUrl);
	const [reading] = claim.readings;
	return {
		claim,
		// why it has no chart, where it has none
		closed: reading?.window.startsWith('from ') ?? false,
		collected: reading?.measurements.some(({ coverage }) => coverage > 0) ?? false,
		coveredBy: coveredBy(claim, locals.demo),
		appearances,
		drawings: claimDrawings(claim, series),
		embed,
		days: await getShownDays(locals.reader, params.slug, time.asOf),
		asOf: time.asOf === undefined ? null : iso(time.asOf)
	};
};
