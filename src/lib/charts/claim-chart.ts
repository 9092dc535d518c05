import type { ChartConfiguration, ScriptableLineSegmentContext } from 'chart.js';
import { axes, isLone, lineValue, MOST_DOTS } from './axes.ts';
import type { ChartPanel } from './chart-panel.ts';
import type { Palette } from './palette.ts';
import { claimLinePlugin } from './plugins/claim-line.ts';
import { gapHatch } from './plugins/gap-hatch.ts';
import { haltBars } from './plugins/halt-bars.ts';
import { spreadRibbon } from './plugins/spread-ribbon.ts';
import { tickLabelRoom, tickLabels } from './plugins/tick-labels.ts';
import { toleranceBand } from './plugins/tolerance-band.ts';
import { valueLabel } from './plugins/value-label.ts';
import { zeroStrip } from './plugins/zero-strip.ts';

/**
 * The one specification of a claim's chart: a Chart.js configuration, drawn as SVG on the server and
 * on a canvas in the browser. `width` is the drawing's, in CSS pixels. Draws nothing that the panel
 * does not hold: no value is filled in, a zero is never left out.
 */
export function claimChart(
	panel: ChartPanel,
	palette: Palette,
	width: number
): ChartConfiguration<'line', { x: number; y: number | null }[]> {
	const values = panel.points.map((point) => lineValue(point, panel.scale));
	const dots = panel.points.length <= MOST_DOTS;
	const provisional = (context: ScriptableLineSegmentContext) =>
		panel.points[context.p1DataIndex]?.provisional === true;
	return {
		type: 'line',
		data: {
			datasets: [
				{
					data: panel.points.map((point, index) => ({ x: point.x, y: values[index] ?? null })),
					parsing: false,
					normalized: true,
					spanGaps: false,
					borderColor: palette.series,
					backgroundColor: palette.series,
					borderWidth: 1.8,
					borderJoinStyle: 'round',
					pointRadius: (context) => (dots || isLone(values, context.dataIndex) ? 2 : 0),
					pointHitRadius: 0,
					pointHoverRadius: 2,
					pointBorderColor: palette.series,
					// a hollow dot: not every block of the bucket is covered
					pointBackgroundColor: (context) =>
						(panel.points[context.dataIndex]?.coverage ?? 1) < 1 ? palette.paper : palette.series,
					segment: { borderDash: (context) => (provisional(context) ? [3, 3] : undefined) }
				}
			]
		},
		options: {
			responsive: false,
			animation: false,
			events: [],
			layout: { padding: { top: tickLabelRoom(panel), right: 14, bottom: 0, left: 0 } },
			scales: axes(panel, palette, width)
		},
		plugins: [
			gapHatch(panel, palette),
			haltBars(panel, palette),
			toleranceBand(panel, palette),
			spreadRibbon(panel, palette),
			tickLabels(panel, palette),
			claimLinePlugin(panel, palette),
			valueLabel(panel, palette),
			zeroStrip(panel, palette)
		]
	};
}
