import { CHAINS } from '#lib/domain/chains.ts';
import { FAMILIES, type ChainFamily } from '#lib/domain/families.ts';
import { jsonResponse } from '#lib/server/api/json-response.ts';
import type { RequestHandler } from './$types';

/** The chains that this database may hold. */
export const GET: RequestHandler = ({ request, locals }) => {
	const chains = CHAINS.filter((chain) => chain.demo === locals.demo).map((chain) => {
		const family: ChainFamily = FAMILIES[chain.family];
		return {
			id: chain.id,
			name: chain.name,
			family: chain.family,
			gas_token: chain.gasToken,
			demo: chain.demo,
			opt_in: chain.optIn,
			system_types: family.systemTransactionTypes.map((type) => `0x${type.toString(16)}`),
			fee: family.fee,
			gas_limit: family.gasLimit,
			finality: family.finality,
			explorer: chain.explorer?.block ?? null
		};
	});
	return jsonResponse(request, { chains }, locals.demo);
};
