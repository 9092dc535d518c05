import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel } from '../chart-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import { chartTicks } from '../chart-ticks.ts';
import { freestBox, isCrossed, type Box } from '../free-box.ts';
import type { Palette } from '../palette.ts';
import { dataCourses, ruleCourse } from './plot-course.ts';

/** How much wider the label may be set than is measured: a server only estimates, for upright letters. */
const SEMI_BOLD = 1.15;

/** Pixels from one place that is tried for the label to the next. */
const STEP = 8;

/** How many rows of text the label may stand apart from its line, where data crosses all that is nearer. */
const ROWS_APART = [1, 2, 3, 4];

/** Pixels left and right of the label that are its own. */
const MARGIN = 4;

/** Draws what was claimed as a dashed line, two for a range, with its label on the line. */
export function claimLinePlugin(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	const { claim } = panel;
	const edges = claimEdges(panel);
	if (!claim || edges.length === 0) return { id: 'claimLine' };
	let label: Label | null = null;
	return {
		id: 'claimLine',
		beforeDatasetsDraw(chart) {
			label = place(chart, panel, edges);
			clearRoom(chart, label, palette);
		},
		afterDatasetsDraw(chart) {
			edges.forEach((edge) => dashed(chart, edge, palette));
			if (!label) return;
			// on a narrow chart there may be no place without data: letters that nobody can read name nothing
			if (isCrossed(label, dataCourses(chart))) clearRoom(chart, label, palette);
			write(chart, label, palette);
		}
	};
}

/** The room that the label takes; null where nothing is claimed, or not in the unit of the panel. */
export function claimLabelBox(chart: Chart<'line'>, panel: ChartPanel): Box | null {
	const edges = claimEdges(panel);
	return edges.length === 0 ? null : place(chart, panel, edges);
}

/** The claimed figure, two for a range, the greater first. */
export function claimEdges({ claim }: ChartPanel): number[] {
	return [...new Set([claim?.high ?? null, claim?.low ?? null])].filter((edge) => edge !== null);
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

/** The room that the label takes, and its words. */
interface Label extends Box {
	readonly text: string;
}

/**
 * On the line where neither data nor a rule runs through it: from the left, above the line and then below. Where the words
 * find no such place the figure alone may, since the dashes say that it is the claim; and where it finds none either, the
 * words stand some rows apart from the line.
 */
function place(chart: Chart<'line'>, panel: ChartPanel, edges: readonly number[]): Label {
	const { ctx, chartArea: area, scales } = chart;
	const words = panel.claim?.label ?? '';
	const figure = words.replace(/^Claimed: /, '');
	const y = scales['y']?.getPixelForValue(edges[0] ?? 0) ?? area.top;
	const height = LABEL_SIZE + 2;
	const above = y - 6 - height;
	const inside = (top: number) => top >= area.top && top + height <= area.bottom;
	const heights = [above, y + 5].filter(inside);
	const apart = ROWS_APART.flatMap((row) => [above - row * height, y + 5 + row * height]);
	const room = area.right - area.left;
	ctx.save();
	ctx.font = labelFont(600);
	const boxesOf = (text: string, tops: readonly number[]): Label[] => {
		const width = ctx.measureText(text).width * SEMI_BOLD + 2 * MARGIN;
		const places = Math.floor((room - width) / STEP) + 1;
		return tops.flatMap((top) =>
			Array.from({ length: Math.max(0, places) }, (_, k) => ({
				...{ text, left: area.left + k * STEP, top, width, height }
			}))
		);
	};
	const onLine = heights.length > 0 ? heights : [above];
	const boxes = [
		...boxesOf(words, onLine),
		...boxesOf(figure, onLine),
		...boxesOf(words, apart.filter(inside))
	];
	ctx.restore();
	const leftmost = {
		text: figure,
		left: area.left,
		top: heights[0] ?? above,
		width: room,
		height
	};
	const rules = chartTicks(panel).map(({ time }) => ruleCourse(chart, time));
	return freestBox(boxes.length > 0 ? boxes : [leftmost], [...dataCourses(chart), ...rules]);
}

/** Grid and rules end around the letters; the line of the data only where there is no place beside it. */
function clearRoom(chart: Chart<'line'>, placed: Label, palette: Palette): void {
	const { ctx } = chart;
	ctx.save();
	ctx.strokeStyle = palette.paper;
	ctx.lineWidth = 4;
	ctx.lineJoin = 'round';
	set(chart, placed, (text, x, y) => ctx.strokeText(text, x, y));
	ctx.restore();
}

function write(chart: Chart<'line'>, placed: Label, palette: Palette): void {
	const { ctx } = chart;
	ctx.save();
	ctx.fillStyle = palette.ink;
	set(chart, placed, (text, x, y) => ctx.fillText(text, x, y));
	ctx.restore();
}

function set(
	{ ctx }: Chart<'line'>,
	label: Label,
	draw: (text: string, x: number, y: number) => void
): void {
	ctx.font = labelFont(600);
	ctx.textAlign = 'left';
	ctx.textBaseline = 'alphabetic';
	draw(label.text, label.left + MARGIN, label.top + LABEL_SIZE - 1);
}
