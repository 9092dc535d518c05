import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel } from '../chart-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import type { Palette } from '../palette.ts';

/** How much wider the label may be set than is measured: a server only estimates, for upright letters. */
const SEMI_BOLD = 1.15;

/** Draws what was claimed as a dashed line, two for a range, with its label on the line. */
export function claimLinePlugin(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	const { claim } = panel;
	const edges = [...new Set([claim?.high ?? null, claim?.low ?? null])].filter(
		(edge) => edge !== null
	);
	const [top] = edges;
	if (!claim || top === undefined) return { id: 'claimLine' };
	return {
		id: 'claimLine',
		beforeDatasetsDraw: (chart) => clearRoom(chart, place(chart, top, claim.label), palette),
		afterDatasetsDraw(chart) {
			edges.forEach((edge) => dashed(chart, edge, palette));
			write(chart, place(chart, top, claim.label), palette);
		}
	};
}

function dashed(chart: Chart<'line'>, value: number, palette: Palette): void {
	const { ctx, chartArea: area } = chart;
	const y = chart.scales['y']?.getPixelForValue(value) ?? Number.NaN;
	if (!(y >= area.top && y <= area.bottom)) return;
	ctx.save();
	ctx.strokeStyle = palette.ink;
	ctx.lineWidth = 1.5;
	ctx.setLineDash([6, 4]);
	ctx.beginPath();
	ctx.moveTo(area.left, y);
	ctx.lineTo(area.right, y);
	ctx.stroke();
	ctx.restore();
}

/** Where the label stands, and its words. */
interface Placed {
	readonly text: string;
	readonly left: number;
	readonly baseline: number;
	readonly width: number;
}

function place(chart: Chart<'line'>, value: number, words: string): Placed {
	const { ctx, chartArea: area } = chart;
	const y = chart.scales['y']?.getPixelForValue(value) ?? area.top;
	ctx.save();
	ctx.font = labelFont(600);
	const widthOf = (text: string) => ctx.measureText(text).width * SEMI_BOLD;
	const room = area.right - area.left - 8;
	// on a phone the dashes alone must say that it is the claim
	const text = widthOf(words) > room ? words.replace(/^Claimed: /, '') : words;
	const width = Math.min(room, widthOf(text));
	ctx.restore();
	const above = y - 7 >= area.top + LABEL_SIZE;
	return { text, left: area.left + 4, baseline: above ? y - 7 : y + LABEL_SIZE + 5, width };
}

/** Grid and rules end where the label stands; the line of the data never does. */
function clearRoom(
	{ ctx }: Chart<'line'>,
	{ left, baseline, width }: Placed,
	palette: Palette
): void {
	ctx.save();
	ctx.fillStyle = palette.paper;
	ctx.fillRect(left - 2, baseline - 10, width + 4, 13);
	ctx.restore();
}

function write({ ctx }: Chart<'line'>, { text, left, baseline }: Placed, palette: Palette): void {
	ctx.save();
	ctx.font = labelFont(600);
	ctx.textAlign = 'left';
	ctx.textBaseline = 'alphabetic';
	ctx.fillStyle = palette.ink;
	ctx.fillText(text, left, baseline);
	ctx.restore();
}
