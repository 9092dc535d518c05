import type { ChartConfiguration } from 'chart.js';
import type { ChartPanel } from '#lib/charts/chart-panel.ts';
import { Chart } from '#lib/charts/chart-parts.ts';
import { CHART_FONT } from '#lib/charts/chart-style.ts';
import { claimChart } from '#lib/charts/claim-chart.ts';
import { SENTINELS, withVariables } from '#lib/charts/palette.ts';
import { escapeXml, svgContext } from './svg-context.ts';

/** Size and words of a drawing. `id` must be unique on its page. */
export interface DrawingRequest {
	readonly id: string;
	readonly width: number;
	readonly height: number;
	/** What is shown, as a name. */
	readonly title: string;
	/** What it shows, as a sentence. */
	readonly description: string;
}

/**
 * A panel drawn as SVG by the same Chart.js specification as in the browser. Colours are CSS variables
 * of the page, text is text, and the same panel gives the same bytes.
 */
export function chartSvg(panel: ChartPanel, request: DrawingRequest): string {
	return drawingSvg(claimChart(panel, SENTINELS, request.width), request);
}

/** The elements of a panel's drawing alone, for a picture that it is part of. */
export function chartElements(
	panel: ChartPanel,
	size: Pick<DrawingRequest, 'id' | 'width' | 'height'>
): string {
	return drawingElements(claimChart(panel, SENTINELS, size.width), size);
}

/** A specification in the colours of `SENTINELS`, drawn as SVG. */
export function drawingSvg(
	config: ChartConfiguration<'line', { x: number; y: number | null }[]>,
	request: DrawingRequest
): string {
	const { id, width, height } = request;
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"` +
		` aria-labelledby="${id}-title ${id}-description" font-family="${escapeXml(CHART_FONT)}">` +
		`<title id="${id}-title">${escapeXml(request.title)}</title>` +
		`<desc id="${id}-description">${escapeXml(request.description)}</desc>` +
		`${drawingElements(config, request)}</svg>`
	);
}

function drawingElements(
	config: ChartConfiguration<'line', { x: number; y: number | null }[]>,
	{ id, width, height }: Pick<DrawingRequest, 'id' | 'width' | 'height'>
): string {
	const { context, content } = svgContext(width, height, id);
	const chart = new Chart(context, {
		...config,
		options: { ...config.options, devicePixelRatio: 1 }
	});
	const drawing = content();
	chart.destroy();
	return withVariables(drawing);
}
