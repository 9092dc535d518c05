import type { ChartPanel, PanelPoint } from './chart-panel.ts';
import { CHART_FONT, LABEL_SIZE, ZERO_STRIP_HEIGHT } from './chart-style.ts';
import type { Palette } from './palette.ts';
import { hasZeroStrip } from './plugins/zero-strip.ts';
import { formatNumber } from '#lib/domain/format/number.ts';
import { tickText, timeTicks } from './time-axis.ts';

/** With more points than this their dots would touch: only lone ones keep theirs. */
export const MOST_DOTS = 70;

/** Pixels that a label of the time axis needs. */
const TICK_SPACE = 74;

/** A value as the line may show it: on a logarithmic axis a zero stands in its own strip. */
export function lineValue(point: PanelPoint, scale: ChartPanel['scale']): number | null {
	return scale === 'log' && point.y === 0 ? null : point.y;
}

/** Whether no neighbour has a value, so that no line would show it. */
export function isLone(values: readonly (number | null)[], index: number): boolean {
	return (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}

/**
 * The axes of a panel: time in UTC, and values from 0 or in powers of ten. Between plot and times `strip` pixels are left
 * for the zeros of a logarithmic axis.
 */
export function axes(
	panel: ChartPanel,
	palette: Palette,
	width: number,
	strip = hasZeroStrip(panel) ? ZERO_STRIP_HEIGHT : 0
) {
	const log = panel.scale === 'log';
	const font = { family: CHART_FONT, size: LABEL_SIZE };
	return {
		x: {
			type: 'linear' as const,
			min: panel.from,
			max: panel.to,
			grid: { display: true, drawOnChartArea: false, color: palette.rule, tickLength: 5 },
			border: { color: palette['ink-soft'] },
			afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
				const most = Math.max(2, Math.min(8, Math.floor(width / TICK_SPACE)));
				scale.ticks = timeTicks(panel.from, panel.to, most).map((value) => ({ value }));
			},
			// Chart.js counts the padding of ticks twice
			afterFit: (scale: { height: number }) => {
				scale.height -= strip;
			},
			ticks: {
				autoSkip: false,
				maxRotation: 0,
				color: palette['ink-soft'],
				font,
				padding: strip + 3,
				callback: (value: string | number) => tickText(Number(value), panel.from, panel.to)
			}
		},
		y: {
			type: log ? ('logarithmic' as const) : ('linear' as const),
			min: panel.range.min,
			max: panel.range.max,
			grid: { color: palette.rule, drawTicks: false },
			border: { display: false },
			afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
				const values = log ? powersOfTen(panel.range) : roundSteps(panel.range.max);
				scale.ticks = values.map((value) => ({ value }));
			},
			ticks: {
				autoSkip: false,
				color: palette['ink-soft'],
				font,
				padding: 8,
				callback: (value: string | number) => formatNumber(Number(value))
			}
		}
	};
}

/** From 0 in three to seven steps of 1, 2 or 5 times a power of ten, none above `max`. */
function roundSteps(max: number): number[] {
	const power = Math.floor(Math.log10(max / 3));
	const digit = [5, 2, 1].find((each) => each * 10 ** power <= max / 3) ?? 1;
	const step = Number(`${digit}e${power}`);
	return Array.from({ length: Math.floor(max / step) + 1 }, (_, k) =>
		Number((k * step).toPrecision(12))
	);
}

/** The powers of ten of a range, every second or third where there are more than eight. */
function powersOfTen({ min, max }: { min: number; max: number }): number[] {
	const first = Math.round(Math.log10(min));
	const count = Math.floor(Math.log10(max)) - first + 1;
	const step = Math.ceil(count / 8);
	// written out, for 10 ** -4 is 0.00009999999999999999 in some engines
	return Array.from({ length: count }, (_, k) => Number(`1e${first + k}`)).filter(
		(_, k) => (count - 1 - k) % step === 0
	);
}
