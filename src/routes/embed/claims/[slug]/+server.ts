import { embedAnswer } from '#lib/server/render/embed-answer.ts';
import { embedPage, embedStyle } from '#lib/server/render/embed-page.ts';
import { parseTheme } from '#lib/server/render/embed-query.ts';
import { embedResponse } from '#lib/server/render/embed-response.ts';
import { findEmbed } from '#lib/server/view/embeds.ts';
import type { RequestHandler } from './$types';

/** The embed of a claim, for a frame: one document without a script and without anything to load. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	embedAnswer({
		slug: params.slug,
		query: url.searchParams,
		siteUrl: locals.siteUrl,
		parse: parseTheme,
		find: (slug, verdict) => findEmbed(locals, slug, verdict),
		draw: (content, theme) =>
			embedResponse(embedPage(content, theme), 'text/html; charset=utf-8', embedStyle(theme))
	});
