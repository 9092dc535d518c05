import type { LayoutServerLoad } from './$types';

/** What every page says: whether this is the demo, and how old its data is. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { state, lastData, expected, behind } = (await locals.dataState()).freshness;
	return { demo: locals.demo, state, lastData, dataState: { chains: expected, behind } };
};
