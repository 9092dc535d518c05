import type { Plugin } from 'chart.js';
import type { ChartPanel } from '../chart-panel.ts';
import { labelFont, ZERO_STRIP_HEIGHT } from '../chart-style.ts';
import type { Palette } from '../palette.ts';

/** Whether a panel needs the strip: a logarithmic axis has no place for the zeros that were measured. */
export function hasZeroStrip(panel: ChartPanel): boolean {
	return panel.scale === 'log' && panel.points.some((point) => point.y === 0);
}

/** Draws measured zeros as bars on a line of their own under the plot, labelled 0. */
export function zeroStrip(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'zeroStrip',
		afterDatasetsDraw(chart) {
			const x = chart.scales['x'];
			if (!hasZeroStrip(panel) || !x) return;
			const { ctx, chartArea: area } = chart;
			const middle = area.bottom + ZERO_STRIP_HEIGHT * 0.6;
			ctx.save();
			ctx.fillStyle = palette['ink-soft'];
			ctx.font = labelFont();
			ctx.textAlign = 'right';
			ctx.textBaseline = 'middle';
			ctx.fillText('0', area.left - 8, middle);
			ctx.strokeStyle = palette.rule;
			ctx.lineWidth = 1;
			ctx.beginPath();
			ctx.moveTo(area.left, middle);
			ctx.lineTo(area.right, middle);
			ctx.stroke();
			ctx.fillStyle = palette.series;
			for (const point of panel.points) {
				if (point.y !== 0) continue;
				const left = x.getPixelForValue(point.x - panel.bucketSeconds / 2);
				const right = x.getPixelForValue(point.x + panel.bucketSeconds / 2);
				ctx.fillRect(left, middle - 3, Math.max(1.5, right - left - 0.5), 6);
			}
			ctx.restore();
		}
	};
}
