import { unixSeconds } from '#lib/domain/units.ts';
import { jsonResponse } from '#lib/server/api/json-response.ts';
import { getStatus } from '#lib/server/view/status.ts';
import type { RequestHandler } from './$types';

/** What `claimgauge status --json` prints. */
export const GET: RequestHandler = async ({ request, locals }) => {
	const now = unixSeconds(Math.floor(Date.now() / 1000));
	return jsonResponse(request, await getStatus(locals.reader, now), locals.demo);
};
