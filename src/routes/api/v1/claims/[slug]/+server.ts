import { jsonResponse } from '#lib/server/api/json-response.ts';
import { parseAsOf } from '#lib/server/api/as-of.ts';
import { invalidRequest, notFound } from '#lib/server/api/problem.ts';
import { checkParameters } from '#lib/server/api/query.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import type { RequestHandler } from './$types';

/** One claim, with its readings, gates and measurements; `?asOf=T` gives what was shown then. */
export const GET: RequestHandler = async ({ request, params, url, locals }) => {
	try {
		checkParameters(url.searchParams, ['asOf']);
		const now = secondsNow();
		const asOf = parseAsOf(url.searchParams, now);
		const time = { now, ...(asOf === undefined ? {} : { asOf }) };
		const claim = await findClaim(locals.reader, params.slug, time);
		if (!claim) return notFound('claim', params.slug, '/api/v1/claims');
		return jsonResponse(request, claim, locals.demo);
	} catch (error) {
		return invalidRequest(error);
	}
};
