import { unixSeconds } from '#lib/domain/units.ts';
import { jsonResponse } from '#lib/server/api/json-response.ts';
import { invalidRequest, notFound } from '#lib/server/api/problem.ts';
import { parseChain, parseMetricQuery, parseWindow } from '#lib/server/api/query.ts';
import { inUnit } from '#lib/server/measure/in-unit.ts';
import { measure } from '#lib/server/measure/measure.ts';
import { measurementJson } from '#lib/server/view/measurement-json.ts';
import type { RequestHandler } from './$types';

/** One measurement over any window of collected facts. */
export const GET: RequestHandler = async ({ request, params, url, locals }) => {
	const chain = parseChain(params.id);
	if (!chain) return notFound('chain', params.id, '/api/v1/chains');
	try {
		const { unit, ...question } = parseMetricQuery(url.searchParams);
		const window = parseWindow(url.searchParams);
		const measurement = await measure(
			locals.reader,
			{ chain, ...question, window, baseWindow: null },
			unixSeconds(Math.floor(Date.now() / 1000))
		);
		return jsonResponse(request, measurementJson(inUnit(measurement, unit)), locals.demo);
	} catch (error) {
		return invalidRequest(error);
	}
};
