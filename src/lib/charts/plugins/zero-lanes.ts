import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import type { ChartPanel } from '../chart-panel.ts';
import { sharedPanel, type ComparedSeries, type ComparePanel } from '../compare-panel.ts';
import { labelFont, ZERO_STRIP_HEIGHT } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { seriesStyle } from '../series-style.ts';
import { hasZeroStrip } from './zero-strip.ts';

/** Pixels: the height of a lane, and what is left free above the first and below the last. */
const LANE = 11;
const ABOVE = 10;
const BELOW = 6;
/** The radius of a line’s sign on its bar, and from one sign to the next that is drawn. */
const SIGN = 4;
const SIGN_SPACE = 12;

/** Height of the strip of a comparison’s zeros, pixels; 0 where it has none. It grows with the lines that have any. */
export function zeroLanesHeight(compared: ComparePanel): number {
	if (!hasZeroStrip(sharedPanel(compared))) return 0;
	return Math.max(ZERO_STRIP_HEIGHT, ABOVE + withZeros(compared).length * LANE + BELOW);
}

/**
 * Draws measured zeros in a strip under the plot, labelled 0: a lane for each line that has any, in its dashes and with
 * the sign of its points, so that whose zeros they are is not told by colour alone.
 */
export function zeroLanes(compared: ComparePanel, palette: Palette): Plugin<'line'> {
	const strip = zeroLanesHeight(compared);
	const lanes = withZeros(compared);
	return {
		id: 'zeroLanes',
		afterDatasetsDraw(chart) {
			if (strip === 0) return;
			const { ctx, chartArea: area } = chart;
			const middle = area.bottom + (ABOVE + strip - BELOW) / 2;
			ctx.save();
			ctx.fillStyle = palette['ink-soft'];
			ctx.font = labelFont();
			ctx.textAlign = 'right';
			ctx.textBaseline = 'middle';
			ctx.fillText('0', area.left - 8, middle);
			ctx.restore();
			lanes.forEach((each, lane) =>
				drawLane(chart, each, middle + (lane - (lanes.length - 1) / 2) * LANE, palette)
			);
		}
	};
}

function withZeros({ series }: ComparePanel): ComparedSeries[] {
	return series.filter(({ panel }) => panel.points.some(({ y }) => y === 0));
}

function drawLane(
	{ ctx, scales }: Chart<'line'>,
	{ place, panel }: ComparedSeries,
	at: number,
	palette: Palette
): void {
	const x = scales['x'];
	if (!x) return;
	const { colour, dash, point, turned } = seriesStyle(place);
	ctx.save();
	ctx.strokeStyle = palette[colour];
	ctx.fillStyle = palette[colour];
	let signed = -Infinity;
	for (const { from, to } of runsOfZeros(panel)) {
		const [left, right] = [x.getPixelForValue(from), x.getPixelForValue(to)];
		ctx.lineWidth = 2;
		ctx.setLineDash([...dash]);
		ctx.beginPath();
		ctx.moveTo(left, at);
		ctx.lineTo(Math.max(right, left + 1.5), at);
		ctx.stroke();
		const middle = (left + right) / 2;
		if (middle - signed < SIGN_SPACE) continue;
		signed = middle;
		ctx.lineWidth = 1;
		ctx.setLineDash([]);
		const options = { pointStyle: point, rotation: turned, radius: SIGN, borderWidth: 1 };
		drawPoint(ctx, options, middle, at);
	}
	ctx.restore();
}

/** From where to where zeros follow one another, in Unix seconds. */
function runsOfZeros({ points, bucketSeconds }: ChartPanel): { from: number; to: number }[] {
	const runs: { from: number; to: number }[] = [];
	points.forEach(({ x, y }, index) => {
		if (y !== 0) return;
		const last = runs.at(-1);
		const to = x + bucketSeconds / 2;
		if (last && points[index - 1]?.y === 0) last.to = to;
		else runs.push({ from: x - bucketSeconds / 2, to });
	});
	return runs;
}
