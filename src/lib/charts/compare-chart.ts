import type { ChartConfiguration, ChartDataset, ScriptableLineSegmentContext } from 'chart.js';
import { axes, isLone, lineValue, MOST_DOTS } from './axes.ts';
import { sharedPanel, type ComparedSeries, type ComparePanel } from './compare-panel.ts';
import type { Palette } from './palette.ts';
import { claimLinePlugin } from './plugins/claim-line.ts';
import { gapBands } from './plugins/gap-bands.ts';
import { gapHatch } from './plugins/gap-hatch.ts';
import { haltBars, haltLanes } from './plugins/halt-bars.ts';
import { lineEnds, lineEndsWidth } from './plugins/line-ends.ts';
import { zeroLanes, zeroLanesHeight } from './plugins/zero-lanes.ts';
import { seriesStyle } from './series-style.ts';

type Line = ChartDataset<'line', { x: number; y: number | null }[]>;

function line({ place, panel }: ComparedSeries, palette: Palette): Line {
	const { colour, dash, point, turned } = seriesStyle(place);
	const values = panel.points.map((each) => lineValue(each, panel.scale));
	const dots = panel.points.length <= MOST_DOTS;
	const provisional = (context: ScriptableLineSegmentContext) =>
		panel.points[context.p1DataIndex]?.provisional === true;
	return {
		label: panel.chainName,
		data: panel.points.map(({ x }, index) => ({ x, y: values[index] ?? null })),
		parsing: false,
		normalized: true,
		spanGaps: false,
		borderColor: palette[colour],
		borderDash: [...dash],
		borderWidth: 1.8,
		borderJoinStyle: 'round',
		pointStyle: point,
		pointRotation: turned,
		pointRadius: (context) => (dots || isLone(values, context.dataIndex) ? 3 : 0),
		pointHitRadius: 0,
		pointHoverRadius: 3,
		pointBorderColor: palette[colour],
		// hollow: not every block of the bucket is covered
		pointBackgroundColor: (context) =>
			(panel.points[context.dataIndex]?.coverage ?? 1) < 1 ? palette.paper : palette[colour],
		segment: { borderDash: (context) => (provisional(context) ? [3, 3] : undefined) }
	};
}

/**
 * The one specification of a comparison: a Chart.js configuration, drawn as SVG on the server and on a canvas in the
 * browser. `isNamed` writes each chain’s name where its line ends, unless it stands around the chart. A line
 * breaks where there is no value; where blocks are missing its place is hatched, and the whole plot where no line has any.
 */
export function compareChart(
	compared: ComparePanel,
	palette: Palette,
	width: number,
	isNamed: boolean
): ChartConfiguration<'line', { x: number; y: number | null }[]> {
	const shared = sharedPanel(compared);
	return {
		type: 'line',
		data: { datasets: compared.series.map((each) => line(each, palette)) },
		options: {
			responsive: false,
			animation: false,
			events: [],
			layout: {
				padding: ({ chart }) => ({
					top: 8,
					right: isNamed ? lineEndsWidth(compared, chart.ctx) : 14,
					bottom: 0,
					left: 0
				})
			},
			scales: axes(shared, palette, width, zeroLanesHeight(compared))
		},
		plugins: [
			gapHatch(shared, palette),
			...(compared.series.length > 1
				? [gapBands(compared, palette), haltLanes(compared, palette)]
				: [haltBars(shared, palette)]),
			claimLinePlugin(shared, palette),
			zeroLanes(compared, palette),
			...(isNamed ? [lineEnds(compared, palette)] : [])
		]
	};
}
