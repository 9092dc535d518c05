import { CHAINS } from '#lib/domain/chains.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { jsonResponse } from '#lib/server/api/json-response.ts';
import type { RequestHandler } from './$types';

/** The chains that this database may hold. */
export const GET: RequestHandler = ({ request, locals }) => {
	const chains = CHAINS.filter((chain) => chain.demo === locals.demo).map((chain) => ({
		id: chain.id,
		name: chain.name,
		family: chain.family,
		gas_token: chain.gasToken,
		demo: chain.demo,
		finality: FAMILIES[chain.family].finality,
		explorer: chain.explorer?.block ?? null
	}));
	return jsonResponse(request, { chains }, locals.demo);
};
