import { jsonResponse } from '#lib/server/api/json-response.ts';
import { invalidRequest } from '#lib/server/api/problem.ts';
import { optionalTime } from '#lib/server/api/query.ts';
import { getClaims } from '#lib/server/view/claims.ts';
import type { RequestHandler } from './$types';

/** Every statement of every article, with its verdict; `?asOf=T` gives what was shown then. */
export const GET: RequestHandler = async ({ request, url, locals }) => {
	try {
		const asOf = optionalTime(url.searchParams, 'asOf');
		const claims = await getClaims(locals.reader, asOf === undefined ? {} : { asOf });
		return jsonResponse(request, { claims }, locals.demo);
	} catch (error) {
		return invalidRequest(error);
	}
};
