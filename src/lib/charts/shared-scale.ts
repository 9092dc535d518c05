import type { ChartPanel } from './chart-panel.ts';

/** A logarithmic scale ends this factor above the greatest value, so that a line there can be told from the edge. */
const HEADROOM = 1.5;

/**
 * The same panels, those of one metric in one unit on one scale: what stands higher in one row is more than what
 * stands lower in another. The scale is logarithmic where one of the panels needs it to be. Null stays null.
 */
export function onSharedScales<Panel extends ChartPanel | null>(
	panels: readonly Panel[]
): (Panel | ChartPanel)[] {
	const scaleOf = new Map<string, Pick<ChartPanel, 'scale' | 'range'>>();
	const name = ({ metric, unit }: ChartPanel) => `${metric} ${unit}`;
	const groups = Map.groupBy(
		panels.flatMap((panel) => (panel === null ? [] : [panel])),
		name
	);
	for (const [metric, group] of groups) scaleOf.set(metric, sharedScale(group));
	return panels.map((panel) =>
		panel === null ? panel : { ...panel, ...scaleOf.get(name(panel)) }
	);
}

function sharedScale(panels: readonly ChartPanel[]): Pick<ChartPanel, 'scale' | 'range'> {
	if (panels.every(({ scale }) => scale === 'linear'))
		return {
			scale: 'linear',
			range: { min: 0, max: Math.max(...panels.map(({ range }) => range.max)) }
		};
	const values = panels
		.flatMap(({ points, claim }) => [
			...points.map(({ y }) => y ?? 0),
			claim?.low ?? 0,
			claim?.high ?? 0
		])
		.filter((value) => value > 0);
	const extreme = (choose: (a: number, b: number) => number) =>
		values.reduce((a, b) => choose(a, b), values[0] ?? 1);
	return {
		scale: 'log',
		range: { min: extreme(Math.min) / HEADROOM, max: extreme(Math.max) * HEADROOM }
	};
}
