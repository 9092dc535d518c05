import type { Plugin } from 'chart.js';
import type { ChartPanel, PanelPoint } from '../chart-panel.ts';
import { labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { quantityText } from '../quantity-text.ts';

/** The point whose figure is written into the plot: the peak of a maximum, else the newest. */
export function labelledPoint(panel: ChartPanel): PanelPoint | null {
	const shown = panel.points.filter((point) => point.y !== null && point.y > 0);
	if (panel.statistic !== 'max') return shown.at(-1) ?? null;
	return shown.reduce<PanelPoint | null>(
		(best, point) => (best === null || (point.y ?? 0) > (best.y ?? 0) ? point : best),
		null
	);
}

/** Writes one figure beside its point, in the colour of the line. */
export function valueLabel(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'valueLabel',
		afterDatasetsDraw(chart) {
			const point = labelledPoint(panel);
			const { x: across, y: up } = chart.scales;
			if (!point || point.y === null || !across || !up) return;
			const { ctx, chartArea: area } = chart;
			const x = across.getPixelForValue(point.x);
			const y = up.getPixelForValue(point.y);
			const onLeft = x > (area.left + area.right) / 2;
			ctx.save();
			ctx.fillStyle = palette.series;
			ctx.beginPath();
			ctx.arc(x, y, 3.5, 0, 2 * Math.PI);
			ctx.fill();
			ctx.font = labelFont(600);
			ctx.textAlign = onLeft ? 'right' : 'left';
			ctx.textBaseline = 'alphabetic';
			const baseline = y - 9 > area.top + 12 ? y - 9 : y + 18;
			const text = quantityText(point.y, panel.unit);
			const start = x + (onLeft ? 3 : -3);
			const { width } = ctx.measureText(text);
			// rules and hatches end where the figure stands
			ctx.fillStyle = palette.paper;
			ctx.fillRect(onLeft ? start - width - 2 : start - 2, baseline - 11, width + 4, 14);
			ctx.fillStyle = palette.series;
			ctx.fillText(text, start, baseline);
			ctx.restore();
		}
	};
}
