import { jsonResponse } from '#lib/server/api/json-response.ts';
import { invalidRequest, problemResponse } from '#lib/server/api/problem.ts';
import { InvalidRequestError } from '#lib/server/measure/request.ts';
import { oembed, oembedTarget, oembedXml } from '#lib/server/render/oembed.ts';
import { findEmbed } from '#lib/server/view/embeds.ts';
import type { RequestHandler } from './$types';

/** A claim's embed for whoever knows only the address of its page (oEmbed 1.0). Unknown parameters are ignored, as the specification has it. */
export const GET: RequestHandler = async ({ request, url, locals }) => {
	const query = url.searchParams;
	try {
		const address = query.get('url');
		if (address === null)
			throw new InvalidRequestError('url', '"url" is missing: give the address of a claim’s page');
		const limits = {
			maxwidth: pixels(query, 'maxwidth'),
			maxheight: pixels(query, 'maxheight')
		};
		const format = query.get('format') ?? 'json';
		if (format !== 'json' && format !== 'xml')
			return problemResponse({
				status: 501,
				title: 'That format is not made here',
				detail: `format was "${format}"; it may be json or xml`,
				parameter: 'format'
			});
		const target = oembedTarget(address, locals.siteUrl);
		const content = target && (await findEmbed(locals, target.slug, target.verdict));
		if (!target || !content || typeof content === 'string')
			return problemResponse({
				status: 404,
				title: 'Nothing here can be embedded from that address',
				detail: `It may be the address of a claim’s page on ${locals.siteUrl}, or of an embed there; /api/v1/claims lists the claims.`,
				parameter: 'url'
			});
		const answer = oembed(content, target, limits);
		if (format === 'json') return jsonResponse(request, answer, locals.demo);
		return new Response(oembedXml(answer), {
			headers: {
				'content-type': 'text/xml; charset=utf-8',
				'access-control-allow-origin': '*',
				'cache-control': 'public, max-age=0, must-revalidate'
			}
		});
	} catch (error) {
		return invalidRequest(error);
	}
};

function pixels(query: URLSearchParams, name: string): number | null {
	const text = query.get(name);
	if (text === null) return null;
	if (!/^[1-9]\d{0,5}$/.test(text))
		throw new InvalidRequestError(
			name,
			`${name} was "${text}"; it may be a whole number of pixels`
		);
	return Number(text);
}
