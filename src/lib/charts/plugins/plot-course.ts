import type { Chart } from 'chart.js';
import type { Course } from '../free-box.ts';

/** Where the lines of all data of a chart run, in pixels. Broken where there is no value. */
export function dataCourses(chart: Chart<'line'>): Course[] {
	const { x, y } = chart.scales;
	if (!x || !y) return [];
	return chart.data.datasets.map(({ data }) =>
		(data as { x: number; y: number | null }[]).map((point) =>
			point.y === null ? null : { x: x.getPixelForValue(point.x), y: y.getPixelForValue(point.y) }
		)
	);
}

/** A rule from the top of the plot to its foot, at a time. */
export function ruleCourse({ chartArea, scales }: Chart<'line'>, time: number): Course {
	const x = scales['x']?.getPixelForValue(time) ?? Number.NaN;
	return [
		{ x, y: chartArea.top },
		{ x, y: chartArea.bottom }
	];
}
