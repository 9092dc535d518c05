import { parseChain } from '#lib/server/api/query.ts';
import { jsonResponse } from '#lib/server/api/json-response.ts';
import { notFound } from '#lib/server/api/problem.ts';
import { getChainState } from '#lib/server/view/chain-state.ts';
import type { RequestHandler } from './$types';

/** What a chain answered last to fixed questions, and what Ethereum’s contracts say of it. */
export const GET: RequestHandler = async ({ request, params, locals }) => {
	const chain = parseChain(params.id);
	if (!chain) return notFound('chain', params.id, '/api/v1/chains');
	return jsonResponse(request, await getChainState(locals.reader, chain), locals.demo);
};
