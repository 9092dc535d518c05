import { getChainRow, type ChainRow } from '#lib/server/view/chain-rows.ts';
import { listedChains } from '#lib/server/view/live-lanes.ts';
import type { PageServerLoad } from './$types';

/** Every chain that is collected or expected, with what was measured last. */
export const load: PageServerLoad = async ({ locals }) => {
	const { freshness, now } = await locals.dataState();
	const listed = listedChains(freshness);
	const rows: ChainRow[] = [];
	for (const known of listed) rows.push(await getChainRow(locals.reader, known, now));
	const others = freshness.chains.filter((each) => !listed.includes(each));
	return { rows, others: others.map(({ chain: { id, name, optIn } }) => ({ id, name, optIn })) };
};
