import type { StoredMeasurementJson } from '#lib/domain/wire/measurement.ts';
import { jsonResponse } from '#lib/server/api/json-response.ts';
import { notFound } from '#lib/server/api/problem.ts';
import { howToCheck } from '#lib/server/view/how-to-check.ts';
import { measurementJson } from '#lib/server/view/measurement-json.ts';
import type { RequestHandler } from './$types';

/** One stored measurement, with all its provenance and how to check it. */
export const GET: RequestHandler = async ({ request, params, locals }) => {
	const measurement = await locals.reader.findMeasurement(params.id);
	if (!measurement) return notFound('measurement', params.id, '/api/v1/claims');
	const body: StoredMeasurementJson = {
		...measurementJson(measurement),
		verify: howToCheck(measurement)
	};
	return jsonResponse(request, body, locals.demo);
};
