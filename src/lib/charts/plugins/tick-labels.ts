import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel } from '../chart-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import { chartTicks, type ChartTick } from '../chart-ticks.ts';
import type { Palette } from '../palette.ts';
import { placeLabels, type PlacedLabel } from '../place-labels.ts';

/** Pixels that a row of labels above the plot takes. */
const ROW_HEIGHT = LABEL_SIZE + 5;

/** How many rows of labels a panel has above its plot: one stands alone, several share two. */
function rowsOf(ticks: readonly ChartTick[]): number {
	return Math.min(2, ticks.length);
}

/** Room above the plot for the labels of its ticks, pixels. */
export function tickLabelRoom(panel: ChartPanel): number {
	const rows = rowsOf(chartTicks(panel));
	return rows === 0 ? 6 : 3 + rows * ROW_HEIGHT;
}

/** Draws the day of publication and a chain's upgrades as vertical rules with their names above the plot. */
export function tickLabels(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	const ticks = chartTicks(panel);
	return {
		id: 'tickLabels',
		beforeDatasetsDraw(chart) {
			const { ctx, scales } = chart;
			const x = scales['x'];
			if (ticks.length === 0 || !x) return;
			ctx.save();
			ctx.font = labelFont();
			const labels = ticks.map(({ time, label }) => ({
				at: x.getPixelForValue(time),
				width: ctx.measureText(label).width
			}));
			const area = { left: 0, right: chart.width };
			const placed = placeLabels(labels, area, rowsOf(ticks));
			ticks.forEach((tick, index) => {
				draw(chart, palette, tick, { at: labels[index]?.at ?? 0, label: placed[index] ?? null });
			});
			ctx.restore();
		}
	};
}

function draw(
	{ ctx, chartArea: area }: Chart<'line'>,
	palette: Palette,
	{ kind, label: text }: ChartTick,
	{ at, label }: { readonly at: number; readonly label: PlacedLabel | null }
): void {
	const baseline = area.top - 5 - (label?.row ?? 0) * ROW_HEIGHT;
	const isUpgrade = kind === 'upgrade';
	ctx.strokeStyle = isUpgrade ? palette['ink-soft'] : palette.ink;
	ctx.lineWidth = 1;
	ctx.setLineDash(isUpgrade ? [1, 3] : []);
	ctx.beginPath();
	ctx.moveTo(at, label ? baseline - LABEL_SIZE + 2 : area.top - 4);
	ctx.lineTo(at, area.bottom);
	ctx.stroke();
	ctx.setLineDash([]);
	if (!label) return;
	ctx.fillStyle = palette['ink-soft'];
	ctx.textAlign = label.left > at ? 'left' : 'right';
	ctx.textBaseline = 'alphabetic';
	ctx.fillText(text, label.left > at ? label.left : label.right, baseline);
}
