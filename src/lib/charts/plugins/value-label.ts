import type { Chart, Plugin } from 'chart.js';
import type { ChartPanel, PanelPoint } from '../chart-panel.ts';
import { LABEL_SIZE, labelFont } from '../chart-style.ts';
import { chartTicks } from '../chart-ticks.ts';
import { freestBox, type Box, type Course } from '../free-box.ts';
import type { Palette } from '../palette.ts';
import { quantityText } from '../quantity-text.ts';
import { claimEdges, claimLabelBox } from './claim-line.ts';
import { dataCourses, ruleCourse } from './plot-course.ts';

/** The point whose figure is written into the plot: the peak of a maximum, else the newest. */
function labelledPoint(panel: ChartPanel): PanelPoint | null {
	const shown = panel.points.filter((point) => point.y !== null && point.y > 0);
	if (panel.statistic !== 'max') return shown.at(-1) ?? null;
	return shown.reduce<PanelPoint | null>(
		(best, point) => (best === null || (point.y ?? 0) > (best.y ?? 0) ? point : best),
		null
	);
}

/** Writes one figure beside its point, in the colour of the line, where fewest other lines run. */
export function valueLabel(panel: ChartPanel, palette: Palette): Plugin<'line'> {
	let label: Placed | null = null;
	return {
		id: 'valueLabel',
		beforeDatasetsDraw(chart) {
			label = place(chart, panel);
			if (!label) return;
			const { ctx } = chart;
			ctx.save();
			ctx.strokeStyle = palette.paper;
			ctx.lineWidth = 4;
			ctx.lineJoin = 'round';
			// rules and hatches end around the figure
			set(chart, label, (text, x, y) => ctx.strokeText(text, x, y));
			ctx.restore();
		},
		afterDatasetsDraw(chart) {
			if (!label) return;
			const { ctx } = chart;
			ctx.save();
			ctx.fillStyle = label.isHollow ? palette.paper : palette.series;
			ctx.strokeStyle = palette.series;
			ctx.lineWidth = 1.5;
			ctx.beginPath();
			ctx.arc(label.x, label.y, label.isHollow ? 3 : 3.5, 0, 2 * Math.PI);
			ctx.fill();
			if (label.isHollow) ctx.stroke();
			ctx.fillStyle = palette.series;
			set(chart, label, (text, x, y) => ctx.fillText(text, x, y));
			ctx.restore();
		}
	};
}

/** A figure, its point, and the room that it takes. */
interface Placed {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	/** As on its line, where not every block was seen. */
	readonly isHollow: boolean;
	readonly box: LabelBox;
}

/** Set from the side of its point, for a server only estimates how wide it is. */
interface LabelBox extends Box {
	readonly align: 'left' | 'right' | 'center';
}

function place(chart: Chart<'line'>, panel: ChartPanel): Placed | null {
	const point = labelledPoint(panel);
	const { x: across, y: up } = chart.scales;
	if (!point || point.y === null || !across || !up) return null;
	const { ctx, chartArea: area } = chart;
	const x = across.getPixelForValue(point.x);
	const y = up.getPixelForValue(point.y);
	const text = quantityText(point.y, panel.unit);
	ctx.save();
	ctx.font = labelFont(600);
	const { width } = ctx.measureText(text);
	ctx.restore();
	const height = LABEL_SIZE + 2;
	const onLeft = { left: x - width + 3, align: 'right' as const };
	const onRight = { left: x - 3, align: 'left' as const };
	const around = { left: x - width / 2, align: 'center' as const };
	const atEdge = { left: chart.width - width - 1, align: 'right' as const };
	const sides = x > (area.left + area.right) / 2 ? [onLeft, onRight] : [onRight, onLeft];
	const heights = [y - 7 - height, y + 7, y - 20 - height];
	const boxes = heights.flatMap((top) =>
		[...sides, around, atEdge].map((side): LabelBox => ({ ...side, top, width, height }))
	);
	const inside = boxes.filter(
		({ left, top }) =>
			left >= area.left &&
			left + width <= chart.width &&
			left - x < width / 2 &&
			top >= area.top &&
			top + height <= area.bottom
	);
	const rules = chartTicks(panel).map(({ time }) => ruleCourse(chart, time));
	const claimed = claimEdges(panel).map((edge) => claimCourse(chart, edge));
	const taken = claimLabelBox(chart, panel);
	const free = (inside.length > 0 ? inside : boxes.slice(0, 1)).filter(
		(box) => !taken || !overlap(box, taken)
	);
	const courses = [...dataCourses(chart), ...rules, ...claimed];
	const isHollow = point.coverage < 1;
	return { text, x, y, isHollow, box: freestBox(free.length > 0 ? free : boxes, courses) };
}

function claimCourse({ chartArea, scales }: Chart<'line'>, value: number): Course {
	const y = scales['y']?.getPixelForValue(value) ?? Number.NaN;
	return [
		{ x: chartArea.left, y },
		{ x: chartArea.right, y }
	];
}

function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.left + other.width &&
		other.left < one.left + one.width &&
		one.top < other.top + other.height &&
		other.top < one.top + one.height
	);
}

function set(
	{ ctx }: Chart<'line'>,
	{ text, box }: Placed,
	draw: (text: string, x: number, y: number) => void
): void {
	ctx.font = labelFont(600);
	ctx.textAlign = box.align;
	ctx.textBaseline = 'alphabetic';
	const part = { left: 0, center: 0.5, right: 1 }[box.align];
	draw(text, box.left + part * box.width, box.top + LABEL_SIZE - 1);
}
