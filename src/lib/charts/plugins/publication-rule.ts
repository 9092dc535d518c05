import type { Plugin } from 'chart.js';
import type { ChartPanel } from '../chart-panel.ts';
import { labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { formatDay } from '#lib/domain/format/time.ts';

/** Whether the article appeared within the time that the chart shows. */
export function showsPublication(panel: ChartPanel): boolean {
	return panel.published !== null && panel.published >= panel.from && panel.published <= panel.to;
}

/** Draws the day of publication as a vertical rule with its date above the plot. */
export function publicationRule(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'publicationRule',
		beforeDatasetsDraw(chart) {
			const { published } = panel;
			const scale = chart.scales['x'];
			if (published === null || !showsPublication(panel) || !scale) return;
			const { ctx, chartArea: area } = chart;
			const x = scale.getPixelForValue(published);
			const onLeft = x > (area.left + area.right) / 2;
			ctx.save();
			ctx.strokeStyle = palette.ink;
			ctx.lineWidth = 1;
			ctx.beginPath();
			ctx.moveTo(x, area.top - 16);
			ctx.lineTo(x, area.bottom);
			ctx.stroke();
			ctx.fillStyle = palette['ink-soft'];
			ctx.font = labelFont();
			ctx.textAlign = onLeft ? 'right' : 'left';
			ctx.textBaseline = 'alphabetic';
			ctx.fillText(`Published ${formatDay(published)}`, x + (onLeft ? -5 : 5), area.top - 6);
			ctx.restore();
		}
	};
}
