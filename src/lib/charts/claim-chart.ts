import type { ChartConfiguration, ScriptableLineSegmentContext } from 'chart.js';
import type { ChartPanel, PanelPoint } from './chart-panel.ts';
import { CHART_FONT, LABEL_SIZE, ZERO_STRIP_HEIGHT } from './chart-style.ts';
import type { Palette } from './palette.ts';
import { claimLinePlugin } from './plugins/claim-line.ts';
import { gapHatch } from './plugins/gap-hatch.ts';
import { spreadRibbon } from './plugins/spread-ribbon.ts';
import { tickLabelRoom, tickLabels } from './plugins/tick-labels.ts';
import { toleranceBand } from './plugins/tolerance-band.ts';
import { valueLabel } from './plugins/value-label.ts';
import { hasZeroStrip, zeroStrip } from './plugins/zero-strip.ts';
import { formatNumber } from '#lib/domain/format/number.ts';
import { tickText, timeTicks } from './time-axis.ts';

/** With more points than this their dots would touch: only lone ones keep theirs. */
const MOST_DOTS = 70;

/** Pixels that a label of the time axis needs. */
const TICK_SPACE = 74;

/** A value as the line may show it: on a logarithmic axis a zero stands in its own strip. */
function lineValue(point: PanelPoint, scale: ChartPanel['scale']): number | null {
	return scale === 'log' && point.y === 0 ? null : point.y;
}

function isLone(values: readonly (number | null)[], index: number): boolean {
	return (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}

function axes(panel: ChartPanel, palette: Palette, width: number) {
	const log = panel.scale === 'log';
	const strip = hasZeroStrip(panel) ? ZERO_STRIP_HEIGHT : 0;
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

/**
 * The one specification of a claim's chart: a Chart.js configuration, drawn as SVG on the server and
 * on a canvas in the browser. `width` is the drawing's, in CSS pixels. Draws nothing that the panel
 * does not hold: no value is filled in, a zero is never left out.
 */
export function claimChart(
	panel: ChartPanel,
	palette: Palette,
	width: number
): ChartConfiguration<'line', { x: number; y: number | null }[]> {
	const values = panel.points.map((point) => lineValue(point, panel.scale));
	const dots = panel.points.length <= MOST_DOTS;
	const provisional = (context: ScriptableLineSegmentContext) =>
		panel.points[context.p1DataIndex]?.provisional === true;
	return {
		type: 'line',
		data: {
			datasets: [
				{
					data: panel.points.map((point, index) => ({ x: point.x, y: values[index] ?? null })),
					parsing: false,
					normalized: true,
					spanGaps: false,
					borderColor: palette.series,
					backgroundColor: palette.series,
					borderWidth: 1.8,
					borderJoinStyle: 'round',
					pointRadius: (context) => (dots || isLone(values, context.dataIndex) ? 2 : 0),
					pointHitRadius: 0,
					pointHoverRadius: 2,
					pointBorderColor: palette.series,
					// a hollow dot: not every block of the bucket is covered
					pointBackgroundColor: (context) =>
						(panel.points[context.dataIndex]?.coverage ?? 1) < 1 ? palette.paper : palette.series,
					segment: { borderDash: (context) => (provisional(context) ? [3, 3] : undefined) }
				}
			]
		},
		options: {
			responsive: false,
			animation: false,
			events: [],
			layout: { padding: { top: tickLabelRoom(panel), right: 14, bottom: 0, left: 0 } },
			scales: axes(panel, palette, width)
		},
		plugins: [
			gapHatch(panel, palette),
			toleranceBand(panel, palette),
			spreadRibbon(panel, palette),
			tickLabels(panel, palette),
			claimLinePlugin(panel, palette),
			valueLabel(panel, palette),
			zeroStrip(panel, palette)
		]
	};
}
