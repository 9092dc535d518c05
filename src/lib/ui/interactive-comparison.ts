import type { Plugin } from 'chart.js';
import { Chart } from '#lib/charts/chart-parts.ts';
import { compareChart } from '#lib/charts/compare-chart.ts';
import { pointAt, sharedPanel, type ComparePanel } from '#lib/charts/compare-panel.ts';
import { seriesStyle } from '#lib/charts/series-style.ts';
import { resolvedPalette } from './interactive-chart.ts';

/** A comparison on a canvas, with one time that can be marked. */
export interface InteractiveComparison {
	/** Which of the times is nearest to a place, in CSS pixels from the canvas' left edge. */
	nearest(x: number): number;
	/** Draws a hairline through a time; null takes it away. */
	mark(index: number | null): void;
	destroy(): void;
}

/**
 * Draws a comparison on a canvas of the given size in CSS pixels; what is marked is one of `times`. Colours are those of
 * the moment: after a change of scheme or size the caller draws anew.
 */
export function drawComparison(
	canvas: HTMLCanvasElement,
	compared: ComparePanel,
	times: readonly number[],
	size: { readonly width: number; readonly height: number }
): InteractiveComparison {
	canvas.width = size.width;
	canvas.height = size.height;
	const palette = resolvedPalette(canvas);
	let marked: number | null = null;

	const hairline: Plugin<'line'> = {
		id: 'hairline',
		afterDraw({ ctx, chartArea, scales }) {
			const time = marked === null ? undefined : times[marked];
			if (time === undefined || !scales['x'] || !scales['y']) return;
			const x = scales['x'].getPixelForValue(time);
			ctx.save();
			ctx.strokeStyle = palette['ink-soft'];
			ctx.beginPath();
			ctx.moveTo(x, chartArea.top);
			ctx.lineTo(x, chartArea.bottom);
			ctx.stroke();
			for (const { place, panel } of compared.series) {
				const value = pointAt(panel, time)?.y ?? null;
				if (value === null || (value === 0 && panel.scale === 'log')) continue;
				ctx.fillStyle = palette[seriesStyle(place).colour];
				ctx.beginPath();
				ctx.arc(x, scales['y'].getPixelForValue(value), 5, 0, 2 * Math.PI);
				ctx.fill();
			}
			ctx.restore();
		}
	};

	const config = compareChart(compared, palette, size.width, true);
	const chart = new Chart(canvas, { ...config, plugins: [...(config.plugins ?? []), hairline] });
	return {
		nearest(x) {
			const time = chart.scales['x']?.getValueForPixel(x) ?? sharedPanel(compared).from;
			return times.reduce(
				(best, each, index) =>
					Math.abs(each - time) < Math.abs((times[best] ?? Infinity) - time) ? index : best,
				0
			);
		},
		mark(index) {
			marked = index;
			chart.draw();
		},
		destroy: () => chart.destroy()
	};
}
