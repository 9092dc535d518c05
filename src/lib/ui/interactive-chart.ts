import type { Plugin } from 'chart.js';
import type { ChartPanel } from '#lib/charts/chart-panel.ts';
import { Chart } from '#lib/charts/chart-parts.ts';
import { claimChart } from '#lib/charts/claim-chart.ts';
import { COLOUR_TOKENS, type Palette } from '#lib/charts/palette.ts';

/** A chart on a canvas, with one point that can be marked. */
export interface InteractiveChart {
	/** The point nearest to a place, in CSS pixels from the canvas' left edge. */
	nearest(x: number): number;
	/** Draws a hairline through a point; null takes it away. */
	mark(index: number | null): void;
	destroy(): void;
}

/** The page's colours as a canvas needs them: resolved. */
export function resolvedPalette(element: HTMLElement): Palette {
	const style = getComputedStyle(element);
	const entries = COLOUR_TOKENS.map((token) => [
		token,
		style.getPropertyValue(`--${token}`).trim()
	]);
	return Object.fromEntries(entries) as Palette;
}

/**
 * Draws a panel's specification on a canvas of the given size in CSS pixels. Colours are those of the
 * moment: after a change of scheme or size the caller draws anew.
 */
export function drawInteractive(
	canvas: HTMLCanvasElement,
	panel: ChartPanel,
	size: { readonly width: number; readonly height: number }
): InteractiveChart {
	canvas.width = size.width;
	canvas.height = size.height;
	const palette = resolvedPalette(canvas);
	let marked: number | null = null;

	const hairline: Plugin<'line'> = {
		id: 'hairline',
		afterDraw({ ctx, chartArea, scales }) {
			const point = marked === null ? undefined : panel.points[marked];
			if (!point || !scales['x'] || !scales['y']) return;
			const x = scales['x'].getPixelForValue(point.x);
			ctx.save();
			ctx.strokeStyle = palette['ink-soft'];
			ctx.beginPath();
			ctx.moveTo(x, chartArea.top);
			ctx.lineTo(x, chartArea.bottom);
			ctx.stroke();
			if (point.y !== null && (point.y > 0 || panel.scale === 'linear')) {
				ctx.fillStyle = palette.ink;
				ctx.beginPath();
				ctx.arc(x, scales['y'].getPixelForValue(point.y), 4, 0, 2 * Math.PI);
				ctx.fill();
			}
			ctx.restore();
		}
	};

	const config = claimChart(panel, palette, size.width);
	const chart = new Chart(canvas, { ...config, plugins: [...(config.plugins ?? []), hairline] });
	return {
		nearest(x) {
			const time = chart.scales['x']?.getValueForPixel(x) ?? panel.from;
			return panel.points.reduce(
				(best, point, index) =>
					Math.abs(point.x - time) < Math.abs((panel.points[best]?.x ?? Infinity) - time)
						? index
						: best,
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
