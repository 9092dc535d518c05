import { METRICS } from '#lib/domain/metrics/registry.ts';
import { jsonResponse } from '#lib/server/api/json-response.ts';
import type { RequestHandler } from './$types';

/** Every metric: definition, formula, unit, exclusions, known bias, source. */
export const GET: RequestHandler = ({ request, locals }) => {
	const metrics = Object.values(METRICS).map((metric) => ({
		id: metric.id,
		title: metric.title,
		unit: metric.unit,
		also_in: metric.alsoIn,
		definition: metric.definition,
		formula: metric.formula,
		excludes: metric.excludes,
		known_bias: metric.knownBias,
		source: metric.source,
		statistics: metric.statistics,
		collected: metric.facts !== 'none',
		hourly: metric.hourly
	}));
	return jsonResponse(request, { metrics }, locals.demo);
};
