import { getLiveLane, listedChains, type LiveLane } from '#lib/server/view/live-lanes.ts';
import type { PageServerLoad } from './$types';

/** The newest blocks of every chain, as of now: what comes after is told by `/api/v1/live`. */
export const load: PageServerLoad = async ({ locals }) => {
	const { freshness } = await locals.dataState();
	const lanes: LiveLane[] = [];
	for (const known of listedChains(freshness)) lanes.push(await getLiveLane(locals.reader, known));
	return { lanes };
};
