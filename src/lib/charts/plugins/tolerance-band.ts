import type { Plugin } from 'chart.js';
import type { ChartPanel } from '../chart-panel.ts';
import type { Palette } from '../palette.ts';

/** A band lower than this part of the plot would lie under the claim's own line. */
const LEAST_PART = 0.008;

/** Whether a panel shows how far from the claimed figure a value may lie and still agree with it. */
export function showsTolerance({ claim, scale, range }: ChartPanel): boolean {
	const { low, high } = claim?.tolerance ?? { low: 0, high: 0 };
	if (high <= low) return false;
	const place = (value: number) => {
		const within = Math.min(range.max, Math.max(range.min, value));
		return scale === 'log'
			? Math.log(within / range.min) / Math.log(range.max / range.min)
			: (within - range.min) / (range.max - range.min);
	};
	return place(high) - place(low) >= LEAST_PART;
}

/** Shades the values around the claim that still agree with it. */
export function toleranceBand(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'toleranceBand',
		beforeDatasetsDraw({ ctx, chartArea: area, scales }) {
			const { tolerance } = panel.claim ?? {};
			const y = scales['y'];
			if (!tolerance || !showsTolerance(panel) || !y) return;
			const top = Math.max(area.top, y.getPixelForValue(tolerance.high));
			const least =
				panel.scale === 'log' ? Math.max(tolerance.low, panel.range.min) : tolerance.low;
			const bottom = Math.min(area.bottom, y.getPixelForValue(least));
			ctx.save();
			ctx.globalAlpha = 0.1;
			ctx.fillStyle = palette.ink;
			ctx.fillRect(area.left, top, area.right - area.left, bottom - top);
			ctx.restore();
		}
	};
}
