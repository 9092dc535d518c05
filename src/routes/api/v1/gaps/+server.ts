import { jsonResponse } from '#lib/server/api/json-response.ts';
import { invalidRequest, notFound } from '#lib/server/api/problem.ts';
import { checkParameters, parseChain } from '#lib/server/api/query.ts';
import type { RequestHandler } from './$types';

/** The gap ledger: which blocks are known to be missing, and why. */
export const GET: RequestHandler = async ({ request, url, locals }) => {
	try {
		checkParameters(url.searchParams, ['chain']);
	} catch (error) {
		return invalidRequest(error);
	}
	const id = url.searchParams.get('chain');
	const chain = id === null ? undefined : parseChain(id);
	if (chain === null) return notFound('chain', id ?? '', '/api/v1/chains');
	const gaps = await locals.reader.getGaps(chain ? { chainId: chain.id } : {});
	const served = gaps.map(({ chainId, ...gap }) => ({ chain: chainId, ...gap }));
	return jsonResponse(request, { gaps: served }, locals.demo);
};
