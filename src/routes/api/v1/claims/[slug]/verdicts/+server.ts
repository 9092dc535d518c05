import { jsonResponse } from '#lib/server/api/json-response.ts';
import { parseAsOf } from '#lib/server/api/as-of.ts';
import { invalidRequest, notFound } from '#lib/server/api/problem.ts';
import { checkParameters } from '#lib/server/api/query.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import { getShownDays } from '#lib/server/view/shown-days.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import { getVerdictHistory } from '#lib/server/view/verdicts.ts';
import type { RequestHandler } from './$types';

/** What was said of a claim, oldest first: raw and shown, with what it rested on; and what was shown on each day. */
export const GET: RequestHandler = async ({ request, params, url, locals }) => {
	if (!(await findClaim(locals.reader, params.slug)))
		return notFound('claim', params.slug, '/api/v1/claims');
	try {
		checkParameters(url.searchParams, ['asOf']);
		const asOf = parseAsOf(url.searchParams, secondsNow());
		const verdicts = await getVerdictHistory(locals.reader, params.slug, asOf);
		const days = await getShownDays(locals.reader, params.slug, asOf);
		return jsonResponse(request, { verdicts, days }, locals.demo);
	} catch (error) {
		return invalidRequest(error);
	}
};
