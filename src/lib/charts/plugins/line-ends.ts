import type { Chart, Plugin } from 'chart.js';
import type { ComparePanel } from '../compare-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';
import { seriesStyle } from '../series-style.ts';

/** Between the last point and its label, and between two labels, pixels. */
const GAP = 10;
const LEADING = LABEL_SIZE + 4;

/** Room that the labels need on the right of the plot, pixels. */
export function lineEndsWidth(compared: ComparePanel, ctx: CanvasRenderingContext2D): number {
	ctx.save();
	ctx.font = labelFont(600);
	const widths = compared.series.map(({ panel }) => ctx.measureText(panel.chainName).width);
	ctx.restore();
	return Math.max(...widths) + GAP + 8;
}

interface End {
	readonly x: number;
	/** Of the point itself. */
	readonly y: number;
	readonly name: string;
	readonly colour: string;
	/** Of its label. */
	at: number;
}

/** Writes each chain's name at the end of its line, moved apart where lines end close together. */
export function lineEnds(compared: ComparePanel, palette: Palette): Plugin<'line'> {
	return {
		id: 'lineEnds',
		afterDatasetsDraw(chart) {
			const { ctx, chartArea: area } = chart;
			const ends = endsOf(chart, compared, palette);
			moveApart(ends, area.top + LEADING / 2, area.bottom - LEADING / 2);
			for (const { x, y, at, name, colour } of ends) {
				ctx.save();
				ctx.strokeStyle = colour;
				ctx.lineWidth = 0.8;
				ctx.beginPath();
				ctx.moveTo(x + 4, y);
				ctx.lineTo(area.right + GAP - 3, at);
				ctx.stroke();
				ctx.font = labelFont(600);
				ctx.textAlign = 'left';
				ctx.textBaseline = 'middle';
				ctx.fillStyle = colour;
				ctx.fillText(name, area.right + GAP, at);
				ctx.restore();
			}
		}
	};
}

function endsOf(
	{ chartArea: area, scales }: Chart<'line'>,
	{ series }: ComparePanel,
	palette: Palette
): End[] {
	const { x: across, y: up } = scales;
	return series.flatMap(({ place, panel }) => {
		const last = panel.points.findLast(({ y }) => y !== null);
		if (!last || last.y === null || !across || !up) return [];
		// a zero stands in its strip under the plot, where powers of ten have no place for it
		const isInStrip = last.y === 0 && panel.scale === 'log';
		const y = isInStrip ? area.bottom : up.getPixelForValue(last.y);
		const colour = palette[seriesStyle(place).colour];
		return [{ x: across.getPixelForValue(last.x), y, at: y, name: panel.chainName, colour }];
	});
}

/** Moves labels down until none overlaps the one above, then all that went too far up again. */
function moveApart(ends: End[], top: number, bottom: number): void {
	ends.sort((a, b) => a.y - b.y);
	ends.forEach((end, index) => {
		end.at = Math.max(end.at, top, (ends[index - 1]?.at ?? -Infinity) + LEADING);
	});
	ends.toReversed().forEach((end, index, upwards) => {
		end.at = Math.min(end.at, bottom, (upwards[index - 1]?.at ?? Infinity) - LEADING);
	});
}
