import { jsonResponse } from '#lib/server/api/json-response.ts';
import { invalidRequest, notFound } from '#lib/server/api/problem.ts';
import {
	checkParameters,
	MEASURE_PARAMETERS,
	parseChain,
	parseMetricQuery,
	parseWindow
} from '#lib/server/api/query.ts';
import { inUnit } from '#lib/server/measure/in-unit.ts';
import { measure, unitOf } from '#lib/server/measure/measure.ts';
import { comparable } from '#lib/domain/units.ts';
import { measurementJson } from '#lib/server/view/measurement-json.ts';
import { secondsNow } from '#lib/server/view/seconds-now.ts';
import type { RequestHandler } from './$types';

/** One measurement over any window of collected facts. */
export const GET: RequestHandler = async ({ request, params, url, locals }) => {
	const chain = parseChain(params.id);
	if (!chain) return notFound('chain', params.id, '/api/v1/chains');
	try {
		checkParameters(url.searchParams, MEASURE_PARAMETERS);
		const { unit, ...question } = parseMetricQuery(url.searchParams);
		const inDollars = !comparable(unitOf(question), unit);
		const window = parseWindow(url.searchParams);
		const measurement = await measure(
			locals.reader,
			{ chain, ...question, window, baseWindow: null, inDollars },
			secondsNow()
		);
		return jsonResponse(request, measurementJson(inUnit(measurement, unit)), locals.demo);
	} catch (error) {
		return invalidRequest(error);
	}
};
