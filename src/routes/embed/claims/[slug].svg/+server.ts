import { embedAnswer } from '#lib/server/render/embed-answer.ts';
import { themeVariables } from '#lib/server/render/embed-colours.ts';
import { parseTheme } from '#lib/server/render/embed-query.ts';
import { embedResponse } from '#lib/server/render/embed-response.ts';
import { embedSvg } from '#lib/server/render/embed-svg.ts';
import { findEmbed } from '#lib/server/view/embeds.ts';
import type { RequestHandler } from './$types';

/** The embed of a claim as one SVG picture. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	embedAnswer({
		slug: params.slug,
		query: url.searchParams,
		siteUrl: locals.siteUrl,
		parse: parseTheme,
		find: (slug) => findEmbed(locals, slug),
		draw: (content, theme) =>
			embedResponse(embedSvg(content, theme), 'image/svg+xml', themeVariables(theme))
	});
