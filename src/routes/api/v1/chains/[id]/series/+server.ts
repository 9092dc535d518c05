import { csvResponse, jsonResponse } from '#lib/server/api/json-response.ts';
import { invalidRequest, notFound } from '#lib/server/api/problem.ts';
import {
	checkParameters,
	parseChain,
	parseFormat,
	parseMetricQuery,
	parseResolution,
	parseWindow,
	SERIES_PARAMETERS
} from '#lib/server/api/query.ts';
import { seriesCsv, seriesFileName } from '#lib/server/api/series-csv.ts';
import { getSeries } from '#lib/server/view/series.ts';
import type { RequestHandler } from './$types';

/** A metric of a chain in every minute, hour or day of a window, as JSON or as a table. */
export const GET: RequestHandler = async ({ request, params, url, locals }) => {
	const chain = parseChain(params.id);
	if (!chain) return notFound('chain', params.id, '/api/v1/chains');
	try {
		checkParameters(url.searchParams, SERIES_PARAMETERS);
		const format = parseFormat(url.searchParams);
		const series = await getSeries(locals.reader, {
			chainId: chain.id,
			...parseMetricQuery(url.searchParams),
			...parseWindow(url.searchParams),
			resolution: parseResolution(url.searchParams)
		});
		const source = `${locals.siteUrl}${url.pathname}${url.search}`;
		if (format === 'csv')
			return csvResponse(request, seriesCsv(series, source), seriesFileName(series));
		return jsonResponse(request, series, locals.demo);
	} catch (error) {
		return invalidRequest(error);
	}
};
