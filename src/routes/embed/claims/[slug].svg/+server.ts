import { embedAnswer } from '#lib/server/render/embed-answer.ts';
import { themeVariables } from '#lib/server/render/embed-colours.ts';
import { parsePictureWidth, parseTheme } from '#lib/server/render/embed-query.ts';
import { embedResponse } from '#lib/server/render/embed-response.ts';
import { embedSvg } from '#lib/server/render/embed-svg.ts';
import { SVG_WIDTHS } from '#lib/server/render/picture-layout.ts';
import { findEmbed } from '#lib/server/view/embeds.ts';
import type { RequestHandler } from './$types';

/** The embed of a claim as one SVG picture. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	embedAnswer({
		slug: params.slug,
		query: url.searchParams,
		siteUrl: locals.siteUrl,
		parse: (query) => ({
			theme: parseTheme(query),
			width: parsePictureWidth(query, SVG_WIDTHS)
		}),
		find: (slug, verdict) => findEmbed(locals, slug, verdict),
		draw: (content, { theme, width }) =>
			embedResponse(embedSvg(content, theme, width), 'image/svg+xml', themeVariables(theme))
	});
