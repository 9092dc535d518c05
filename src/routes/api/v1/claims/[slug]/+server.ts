import { jsonResponse } from '#lib/server/api/json-response.ts';
import { notFound } from '#lib/server/api/problem.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import type { RequestHandler } from './$types';

/** One claim, with its readings, gates and measurements. */
export const GET: RequestHandler = async ({ request, params, locals }) => {
	const claim = await findClaim(locals.reader, params.slug, { now: secondsNow() });
	if (!claim) return notFound('claim', params.slug, '/api/v1/claims');
	return jsonResponse(request, claim, locals.demo);
};
