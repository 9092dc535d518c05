import { error } from '@sveltejs/kit';
import { claimDrawings } from '#lib/server/render/claim-drawings.ts';
import { embedContent } from '#lib/server/render/embed-content.ts';
import { embedSnippet } from '#lib/server/render/embed-snippet.ts';
import { findArticle } from '#lib/server/view/articles.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import { claimSeries } from '#lib/server/view/series.ts';
import type { PageServerLoad } from './$types';

/** One claim: what it says, what was measured, and how. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const { now } = await locals.dataState();
	const claim = await findClaim(locals.reader, params.slug, { now });
	if (!claim) error(404, `No claim is called "${params.slug}".`);
	const article = await findArticle(locals.reader, claim.article.slug);
	const appearances = (article?.statements ?? [])
		.filter((statement) => claim.statements.includes(statement.id))
		.map(({ id, quote }) => ({ id, quote }));
	const series = await claimSeries(locals.reader, claim);
	const embed = embedSnippet(embedContent(claim, series, locals), locals.siteUrl);
	return { claim, appearances, drawings: claimDrawings(claim, series), embed };
};
