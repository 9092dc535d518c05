import { secondsNow } from '#lib/server/view/seconds-now.ts';
import { getStatus } from '#lib/server/view/status.ts';
import type { PageServerLoad } from './$types';

/** What is collected, what is missing and why, and which endpoints answered: `/api/v1/status` for people. */
export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	// It tells of endpoints and passes, which move without the data: never kept.
	setHeaders({ 'cache-control': 'no-store' });
	return { status: await getStatus(locals.reader, secondsNow()) };
};
