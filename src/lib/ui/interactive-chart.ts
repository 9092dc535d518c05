import type { Plugin } from 'chart.js';
import type { ChartPanel } from '#lib/charts/chart-panel.ts';
import { Chart } from '#lib/charts/chart-parts.ts';
import { claimChart } from '#lib/charts/claim-chart.ts';
import { COLOUR_TOKENS, type Palette } from '#lib/charts/palette.ts';

/** What a reader has marked on a chart: a point by its index, a stretch by its times. */
export interface ChartMarks {
	readonly point: number | null;
	readonly stretch: { readonly from: number; readonly to: number } | null;
}

/** A chart on a canvas, on which a point and a stretch can be marked. Places are CSS pixels from its left edge. */
export interface InteractiveChart {
	/** The time at a place, within what the chart shows. */
	timeAt(x: number): number;
	/** The place of a time. */
	placeOf(time: number): number;
	/** Draws a hairline through a point and shades a stretch; null takes each away. */
	mark(marks: ChartMarks): void;
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

function drawHairline(
	{ ctx, chartArea, scales }: Chart,
	palette: Palette,
	panel: ChartPanel,
	index: number
): void {
	const point = panel.points[index];
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

function drawStretch(
	{ ctx, chartArea, scales }: Chart,
	palette: Palette,
	{ from, to }: NonNullable<ChartMarks['stretch']>
): void {
	const x = scales['x'];
	if (!x) return;
	const [left, right] = [x.getPixelForValue(from), x.getPixelForValue(to)];
	const height = chartArea.bottom - chartArea.top;
	ctx.save();
	ctx.globalAlpha = 0.14;
	ctx.fillStyle = palette.ink;
	ctx.fillRect(left, chartArea.top, right - left, height);
	ctx.globalAlpha = 1;
	// edges of their own, for whom a shade is too faint
	ctx.fillRect(left, chartArea.top, 1.5, height);
	ctx.fillRect(right - 1.5, chartArea.top, 1.5, height);
	ctx.restore();
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
	let marks: ChartMarks = { point: null, stretch: null };

	const marking: Plugin<'line'> = {
		id: 'marking',
		afterDraw(chart) {
			if (marks.stretch) drawStretch(chart, palette, marks.stretch);
			if (marks.point !== null) drawHairline(chart, palette, panel, marks.point);
		}
	};

	const config = claimChart(panel, palette, size.width);
	const chart = new Chart(canvas, { ...config, plugins: [...(config.plugins ?? []), marking] });
	return {
		timeAt(x) {
			const time = chart.scales['x']?.getValueForPixel(x) ?? panel.from;
			return Math.min(panel.to, Math.max(panel.from, time));
		},
		placeOf: (time) => chart.scales['x']?.getPixelForValue(time) ?? 0,
		mark(next) {
			const isSame = next.point === marks.point && next.stretch === marks.stretch;
			marks = next;
			if (!isSame) chart.draw();
		},
		destroy: () => chart.destroy()
	};
}
