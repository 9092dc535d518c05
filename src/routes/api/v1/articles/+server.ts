import { jsonResponse } from '#lib/server/api/json-response.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import { getArticles } from '#lib/server/view/articles.ts';
import type { RequestHandler } from './$types';

/** The articles, with their quoted statements. */
export const GET: RequestHandler = async ({ request, locals }) =>
	jsonResponse(
		request,
		{ articles: await getArticles(locals.reader, { now: secondsNow() }) },
		locals.demo
	);
