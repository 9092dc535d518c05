import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel, PanelPoint } from '../chart-panel.ts';
import { labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { labelBaseline } from '../label-baseline.ts';
import { quantityText } from '../quantity-text.ts';

type Context = Chart<'line'>['ctx'];

/** The point whose figure is written into the plot: the peak of a maximum, else the newest. */
export function labelledPoint(panel: ChartPanel): PanelPoint | null {
	const shown = panel.points.filter((point) => point.y !== null && point.y > 0);
	if (panel.statistic !== 'max') return shown.at(-1) ?? null;
	return shown.reduce<PanelPoint | null>(
		(best, point) => (best === null || (point.y ?? 0) > (best.y ?? 0) ? point : best),
		null
	);
}

/** Writes one figure beside its point, in the colour of the line, and where it hides nothing of the line. */
export function valueLabel(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'valueLabel',
		afterDatasetsDraw(chart) {
			const point = labelledPoint(panel);
			const { x: across, y: up } = chart.scales;
			if (!point || point.y === null || !across || !up) return;
			const { ctx, chartArea: area } = chart;
			const pixelOf = ({ x, y }: PanelPoint) => ({
				x: across.getPixelForValue(x),
				y: y === null || (panel.scale === 'log' && y <= 0) ? null : up.getPixelForValue(y)
			});
			const x = across.getPixelForValue(point.x);
			const y = up.getPixelForValue(point.y);
			const onLeft = x > (area.left + area.right) / 2;
			ctx.save();
			ctx.font = labelFont(600);
			const text = quantityText(point.y, panel.unit);
			const { width } = ctx.measureText(text);
			const left = onLeft ? x + 3 - width : x - 3;
			const baseline = labelBaseline(
				{ left, right: left + width, y },
				panel.points.map(pixelOf),
				claimEdges(panel).map((edge) => up.getPixelForValue(edge)),
				area
			);
			ctx.textAlign = 'left';
			ctx.textBaseline = 'alphabetic';
			// rules and hatches end where the figure stands
			ctx.fillStyle = palette.paper;
			ctx.fillRect(left - 2, baseline - 11, width + 4, 14);
			ctx.strokeStyle = palette.series;
			if (Math.abs(baseline - y) > STEM_FROM) stem(ctx, x, y, baseline);
			mark(ctx, { x, y }, point.coverage < 1 ? palette.paper : palette.series);
			ctx.fillStyle = palette.series;
			ctx.fillText(text, left, baseline);
			ctx.restore();
		}
	};
}

/** Pixels between a point and the baseline of its figure from which on a hairline joins them. */
const STEM_FROM = 24;

const claimEdges = ({ claim }: ChartPanel): number[] =>
	[claim?.low ?? null, claim?.high ?? null].filter((edge) => edge !== null);

function stem(ctx: Context, x: number, y: number, baseline: number): void {
	ctx.lineWidth = 1;
	ctx.beginPath();
	ctx.moveTo(x, baseline < y ? baseline + 4 : baseline - 12);
	ctx.lineTo(x, y);
	ctx.stroke();
}

/** The point itself, hollow as on its line where not every block was seen. */
function mark(ctx: Context, { x, y }: { x: number; y: number }, fill: string): void {
	ctx.fillStyle = fill;
	ctx.lineWidth = 1.5;
	ctx.beginPath();
	ctx.arc(x, y, 3, 0, 2 * Math.PI);
	ctx.fill();
	ctx.stroke();
}
