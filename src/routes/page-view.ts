import { error } from '@sveltejs/kit';
import { parseChartView, type ChartView } from '#lib/charts/chart-view.ts';

/** What of a chart a page's address asks for. Throws a page of 400 that says what can be. */
export function pageView(url: URL): ChartView {
	try {
		return parseChartView(url.searchParams);
	} catch (fault) {
		if (fault instanceof RangeError) error(400, fault.message);
		throw fault;
	}
}
