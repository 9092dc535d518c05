import type { ChartPanel } from './chart-panel.ts';

/** The drawing's own units: a sparkline is scaled by the page. */
export const SPARKLINE_WIDTH = 220;
export const SPARKLINE_HEIGHT = 48;
/** Room for measured zeros under the line, as in the great chart. */
const ZERO_ROOM = 7;
const EDGE = 3;

/** A stretch along the time axis. */
export interface SparkSpan {
	readonly x: number;
	readonly width: number;
}

/** A series beside its claim, small enough for a row: an SVG path and a few places. */
export interface Sparkline {
	/** `d` of the line; empty where there is no value to draw. */
	readonly line: string;
	/** Heights of the claimed figure, two for a range; empty where it has another unit. */
	readonly claim: readonly number[];
	readonly gaps: readonly SparkSpan[];
	readonly zeros: readonly SparkSpan[];
	/** Where the chain made no block. */
	readonly halts: readonly SparkSpan[];
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}

/** Draws a panel as a sparkline, on the panel's own scale: logarithmic where its chart is. */
export function sparkline(panel: ChartPanel): Sparkline {
	const { from, to, range, scale, bucketSeconds } = panel;
	const across = (time: number) =>
		round(EDGE + ((time - from) / Math.max(1, to - from)) * (SPARKLINE_WIDTH - 2 * EDGE));
	const bottom = SPARKLINE_HEIGHT - ZERO_ROOM;
	const place = (value: number) =>
		scale === 'log'
			? Math.log(value / range.min) / Math.log(range.max / range.min)
			: (value - range.min) / (range.max - range.min);
	const up = (value: number) => round(bottom - place(value) * (bottom - EDGE));
	const span = (start: number, end: number): SparkSpan => {
		const x = Math.max(EDGE, across(start));
		return { x, width: round(Math.max(1, Math.min(across(end), SPARKLINE_WIDTH - EDGE) - x)) };
	};

	let pen = 'M';
	const line: string[] = [];
	for (const { x, y } of panel.points) {
		const drawn = y !== null && (scale === 'linear' || y > 0);
		// a line of no length with round ends makes a lone value visible
		if (drawn) line.push(`${pen}${across(x)} ${up(y)}${pen === 'M' ? 'h0' : ''}`);
		pen = drawn ? 'L' : 'M';
	}
	const edges = panel.claim ? [panel.claim.high, panel.claim.low] : [];
	return {
		line: line.join(''),
		claim: [...new Set(edges)].flatMap((edge) => (edge === null ? [] : [up(edge)])),
		gaps: panel.missing
			.filter((missing) => missing.kind !== 'no_value')
			.map((missing) => span(missing.from, missing.to)),
		zeros: panel.points
			.filter((point) => point.y === 0 && scale === 'log')
			.map((point) => span(point.x - bucketSeconds / 2, point.x + bucketSeconds / 2)),
		halts: panel.halts.map(({ from, to }) => span(from, to))
	};
}
