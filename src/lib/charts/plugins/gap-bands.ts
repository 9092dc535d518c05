import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel, MissingSpan } from '../chart-panel.ts';
import type { ComparePanel } from '../compare-panel.ts';
import type { Palette } from '../palette.ts';
import { seriesStyle } from '../series-style.ts';

/** Height of a band, and distance between the lines of its hatch, pixels. */
const HEIGHT = 14;
const HATCH_STEP = 5;

/** Hatches, where a line is broken because blocks are missing, the place between its ends, in its colour. */
export function gapBands({ series }: ComparePanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'gapBands',
		beforeDatasetsDraw(chart) {
			for (const { place, panel } of series)
				for (const span of panel.missing)
					if (span.kind !== 'no_value')
						band(chart, panel, span, palette[seriesStyle(place).colour]);
		}
	};
}

function band(
	{ ctx, chartArea: area, scales }: Chart<'line'>,
	panel: ChartPanel,
	span: MissingSpan,
	colour: string
): void {
	const { x: across, y: up } = scales;
	const ends = [
		panel.points.findLast(({ x, y }) => x < span.from && y !== null),
		panel.points.find(({ x, y }) => x >= span.to && y !== null)
	].flatMap((point) => (point && point.y !== null ? [point.y] : []));
	if (!across || !up || ends.length === 0) return;
	const heights = ends.map((value) =>
		value === 0 && panel.scale === 'log' ? area.bottom : up.getPixelForValue(value)
	);
	const middle = heights.reduce((sum, y) => sum + y, 0) / heights.length;
	const left = Math.max(area.left, across.getPixelForValue(span.from));
	const right = Math.min(area.right, Math.max(across.getPixelForValue(span.to), left + 1));
	const lean = span.kind === 'gap' ? HEIGHT : -HEIGHT;
	ctx.save();
	ctx.beginPath();
	ctx.rect(left, middle - HEIGHT / 2, right - left, HEIGHT);
	ctx.clip();
	ctx.beginPath();
	ctx.strokeStyle = colour;
	ctx.lineWidth = span.kind === 'gap' ? 1 : 0.5;
	for (let at = left - HEIGHT; at <= right + HEIGHT; at += HATCH_STEP) {
		ctx.moveTo(at, middle + HEIGHT / 2);
		ctx.lineTo(at + lean, middle - HEIGHT / 2);
	}
	ctx.stroke();
	ctx.restore();
}
