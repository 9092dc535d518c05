import { jsonResponse } from '#lib/server/api/json-response.ts';
import { getHealth } from '#lib/server/view/health.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import type { RequestHandler } from './$types';

/** Whether all is well: 200 whenever the process answers, with what is not as it should be inside. */
export const GET: RequestHandler = async ({ request, locals }) =>
	jsonResponse(request, await getHealth(locals.reader, secondsNow()), locals.demo);
