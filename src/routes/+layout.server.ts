import { unixSeconds } from '#lib/domain/units.ts';
import { getStatus } from '#lib/server/view/status.ts';
import type { LayoutServerLoad } from './$types';

/** What every page says: whether this is the demo, and how old its data is. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const status = await getStatus(locals.reader, unixSeconds(Math.floor(Date.now() / 1000)));
	const heads = status.chains.flatMap((chain) => (chain.head ? [chain.head.time] : []));
	return { demo: locals.demo, state: status.state, lastData: heads.sort().at(-1) ?? null };
};
