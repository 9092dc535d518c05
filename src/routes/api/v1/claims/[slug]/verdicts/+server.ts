import { jsonResponse } from '#lib/server/api/json-response.ts';
import { notFound } from '#lib/server/api/problem.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import { getVerdictHistory } from '#lib/server/view/verdicts.ts';
import type { RequestHandler } from './$types';

/** What was said of a claim, oldest first: raw and shown, with what it rested on. */
export const GET: RequestHandler = async ({ request, params, locals }) => {
	if (!(await findClaim(locals.reader, params.slug)))
		return notFound('claim', params.slug, '/api/v1/claims');
	const verdicts = await getVerdictHistory(locals.reader, params.slug);
	return jsonResponse(request, { verdicts }, locals.demo);
};
