import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import type { ChartPanel, Span } from '../chart-panel.ts';
import type { ComparePanel } from '../compare-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { seriesStyle } from '../series-style.ts';

/** Pixels: the height of a bar, how far its ends rise, and the least that an eye finds. */
const BAR = 5;
const END = 11;
const LEAST_WIDTH = 2.5;
/** The radius of a line’s sign on its bar. */
const SIGN = 3;

/** What stands on the longest bar, where it is wide enough. */
const LABEL = 'no block';

/**
 * Draws a thick bar with raised ends at the foot of the plot where the chain made no block: never a hatch, for nothing
 * is missing there. Whether that is a zero or no value, the line and its strip of zeros say.
 */
export function haltBars({ halts }: ChartPanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'haltBars',
		beforeDatasetsDraw(chart) {
			const foot = chart.chartArea.bottom;
			const bars = halts.flatMap((span) => bar(chart, span, palette.ink, foot) ?? []);
			const [longest] = [...bars].sort((a, b) => b.width - a.width);
			if (longest) write(chart, longest, palette);
		}
	};
}

/** The same for several lines: bars in each one’s colour with the sign of its points, those of the first at the foot. */
export function haltLanes({ series }: ComparePanel, palette: Palette): Plugin<'line'> {
	const halted = series.filter(({ panel }) => panel.halts.length > 0);
	return {
		id: 'haltLanes',
		beforeDatasetsDraw(chart) {
			halted.forEach(({ place, panel }, lane) => {
				const foot = chart.chartArea.bottom - lane * (END + 2);
				const colour = palette[seriesStyle(place).colour];
				for (const span of panel.halts) {
					const placed = bar(chart, span, colour, foot);
					if (placed && placed.width > 4 * SIGN) sign(chart, placed, place, colour);
				}
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

function sign(
	{ ctx }: Chart<'line'>,
	{ left, width, foot }: Placed,
	place: number,
	colour: string
): void {
	const { point, turned } = seriesStyle(place);
	const options = { pointStyle: point, rotation: turned, radius: SIGN, borderWidth: 1 };
	ctx.save();
	ctx.fillStyle = colour;
	ctx.strokeStyle = colour;
	drawPoint(ctx, options, left + width / 2, foot - BAR - SIGN - 1);
	ctx.restore();
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
