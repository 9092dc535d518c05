import { read } from '$app/server';
import { embedAnswer } from '#lib/server/render/embed-answer.ts';
import { embedPng, registerFonts } from '#lib/server/render/embed-png.ts';
import { parsePictureWidth, parseTheme } from '#lib/server/render/embed-query.ts';
import { embedResponse } from '#lib/server/render/embed-response.ts';
import { PNG_WIDTHS } from '#lib/server/render/picture-layout.ts';
import sans400 from '#lib/server/render/fonts/libre-franklin-400.ttf?url';
import sans600 from '#lib/server/render/fonts/libre-franklin-600.ttf?url';
import serif400 from '#lib/server/render/fonts/source-serif-4-400.ttf?url';
import serif600 from '#lib/server/render/fonts/source-serif-4-600.ttf?url';
import { findEmbed } from '#lib/server/view/embeds.ts';
import type { RequestHandler } from './$types';

let fonts: Promise<void> | null = null;

async function loadFonts(): Promise<void> {
	const files = (assets: string[]) =>
		Promise.all(assets.map(async (asset) => new Uint8Array(await read(asset).arrayBuffer())));
	registerFonts({
		sans: await files([sans400, sans600]),
		serif: await files([serif400, serif600])
	});
}

/** The embed of a claim as one PNG picture, light unless asked otherwise. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	embedAnswer({
		slug: params.slug,
		query: url.searchParams,
		siteUrl: locals.siteUrl,
		parse: (query) => ({ theme: parseTheme(query), width: parsePictureWidth(query, PNG_WIDTHS) }),
		find: (slug, verdict) => findEmbed(locals, slug, verdict),
		draw: async (content, { theme, width }) => {
			await (fonts ??= loadFonts());
			const scheme = theme === 'dark' ? 'dark' : 'light';
			return embedResponse(await embedPng(content, scheme, width), 'image/png', null);
		}
	});
