import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel, Span } from '../chart-panel.ts';
import type { ComparePanel } from '../compare-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { seriesStyle } from '../series-style.ts';

/** Pixels: the height of a bar, how far its ends rise, and the least that an eye finds. */
const BAR = 5;
const END = 11;
const LEAST_WIDTH = 2.5;

/** What stands on a bar that is wide enough for it. */
const LABEL = 'no block';

/**
 * Draws a thick bar with raised ends at the foot of the plot where the chain made no block: never a hatch, for nothing
 * is missing there. Whether that is a zero or no value, the line and its strip of zeros say.
 */
export function haltBars({ halts }: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'haltBars',
		beforeDatasetsDraw(chart) {
			for (const span of halts) {
				const placed = bar(chart, span, palette.ink, chart.chartArea.bottom);
				if (placed) write(chart, placed, palette);
			}
		}
	};
}

/** The same for several lines: a bar in each one’s colour, those of the first at the foot. */
export function haltLanes({ series }: ComparePanel, palette: Palette): Plugin<'line'> {
	const halted = series.filter(({ panel }) => panel.halts.length > 0);
	return {
		id: 'haltLanes',
		beforeDatasetsDraw(chart) {
			halted.forEach(({ place, panel }, lane) => {
				const foot = chart.chartArea.bottom - lane * (END + 2);
				for (const span of panel.halts) bar(chart, span, palette[seriesStyle(place).colour], foot);
			});
		}
	};
}

interface Placed {
	readonly left: number;
	readonly width: number;
	readonly foot: number;
}

function bar(
	{ ctx, chartArea: area, scales }: Chart<'line'>,
	{ from, to }: Span,
	colour: string,
	foot: number
): Placed | null {
	const x = scales['x'];
	if (!x) return null;
	const left = Math.max(area.left, x.getPixelForValue(from));
	const width = Math.min(area.right, x.getPixelForValue(to)) - left;
	if (width <= 0) return null;
	const drawn = Math.max(LEAST_WIDTH, width);
	const end = Math.min(LEAST_WIDTH, drawn / 2);
	ctx.save();
	ctx.fillStyle = colour;
	ctx.fillRect(left, foot - BAR, drawn, BAR);
	ctx.fillRect(left, foot - END, end, END);
	ctx.fillRect(left + drawn - end, foot - END, end, END);
	ctx.restore();
	return { left, width: drawn, foot };
}

function write({ ctx }: Chart<'line'>, { left, width, foot }: Placed, palette: Palette): void {
	ctx.save();
	ctx.font = labelFont();
	if (ctx.measureText(LABEL).width + LABEL_SIZE <= width) {
		ctx.fillStyle = palette.ink;
		ctx.textAlign = 'center';
		ctx.textBaseline = 'alphabetic';
		ctx.fillText(LABEL, left + width / 2, foot - BAR - 5);
	}
	ctx.restore();
}
