import { jsonResponse } from '#lib/server/api/json-response.ts';
import { invalidRequest } from '#lib/server/api/problem.ts';
import { parseAsOf } from '#lib/server/api/as-of.ts';
import { checkParameters } from '#lib/server/api/query.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import { getClaims } from '#lib/server/view/claims.ts';
import type { RequestHandler } from './$types';

/** Every statement of every article, with its verdict; `?asOf=T` gives what was shown then. */
export const GET: RequestHandler = async ({ request, url, locals }) => {
	try {
		checkParameters(url.searchParams, ['asOf']);
		const now = secondsNow();
		const asOf = parseAsOf(url.searchParams, now);
		const claims = await getClaims(locals.reader, {
			now,
			...(asOf === undefined ? {} : { asOf })
		});
		return jsonResponse(request, { claims }, locals.demo);
	} catch (error) {
		return invalidRequest(error);
	}
};
