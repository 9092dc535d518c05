import { jsonResponse } from '#lib/server/api/json-response.ts';
import { notFound } from '#lib/server/api/problem.ts';
import { measurementJson } from '#lib/server/view/measurement-json.ts';
import type { RequestHandler } from './$types';

/** One stored measurement, with all its provenance. */
export const GET: RequestHandler = async ({ request, params, locals }) => {
	const measurement = await locals.reader.findMeasurement(params.id);
	if (!measurement) return notFound('measurement', params.id, '/api/v1/claims');
	return jsonResponse(request, measurementJson(measurement), locals.demo);
};
