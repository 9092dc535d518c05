import type { Plugin } from 'chart.js';
import { sharedPanel, type ComparePanel } from '../compare-panel.ts';
import { labelFont, ZERO_STRIP_HEIGHT } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { seriesStyle } from '../series-style.ts';
import { hasZeroStrip } from './zero-strip.ts';

/** Draws measured zeros as bars in a strip under the plot, labelled 0: a lane for each line. */
export function zeroLanes(compared: ComparePanel, palette: Palette): Plugin<'line'> {
	const { series } = compared;
	return {
		id: 'zeroLanes',
		afterDatasetsDraw(chart) {
			const x = chart.scales['x'];
			if (!hasZeroStrip(sharedPanel(compared)) || !x) return;
			const { ctx, chartArea: area } = chart;
			const middle = area.bottom + ZERO_STRIP_HEIGHT * 0.6;
			const lane = Math.min(6, 20 / series.length);
			ctx.save();
			ctx.fillStyle = palette['ink-soft'];
			ctx.font = labelFont();
			ctx.textAlign = 'right';
			ctx.textBaseline = 'middle';
			ctx.fillText('0', area.left - 8, middle);
			series.forEach(({ place, panel }, index) => {
				const top = middle + (index - series.length / 2) * lane;
				ctx.fillStyle = palette[seriesStyle(place).colour];
				for (const point of panel.points) {
					if (point.y !== 0) continue;
					const left = x.getPixelForValue(point.x - panel.bucketSeconds / 2);
					const right = x.getPixelForValue(point.x + panel.bucketSeconds / 2);
					ctx.fillRect(left, top, Math.max(1.5, right - left - 0.5), lane - 1);
				}
			});
			ctx.restore();
		}
	};
}
