import { problemResponse } from '#lib/server/api/problem.ts';
import type { RequestHandler } from './$types';

/** Able to serve: the database answers. */
export const GET: RequestHandler = async ({ locals }) => {
	try {
		await locals.reader.dataVersion();
		return new Response('ready\n');
	} catch (error) {
		return problemResponse({
			status: 503,
			title: 'Not ready',
			detail: `The database does not answer: ${error instanceof Error ? error.message : String(error)}`
		});
	}
};
