import { claimedFigure } from '#lib/domain/judge/region.ts';
import { formatNumber } from '#lib/domain/format/number.ts';
import { formatCoverage, formatShare } from '#lib/domain/format/share.ts';
import { convert } from '#lib/domain/units.ts';
import type { ClaimedJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { chartPanels, type ChartPanel, type PanelPoint } from './chart-panel.ts';
import { NO_BLOCK, pointTime, withoutValueWords } from './measure-words.ts';
import { isUnit, quantityText } from './quantity-text.ts';

/** One chain's line. `place` is its place among the chains that were chosen, with a value or not. */
export interface ComparedSeries {
	readonly place: number;
	readonly panel: ChartPanel;
}

/** All that a chart of several chains' series shows, on one pair of axes. */
export interface ComparePanel {
	readonly series: readonly ComparedSeries[];
	/** What the values are divided by, in words; null where they are themselves. */
	readonly relativeTo: string | null;
}

/** Beyond this factor between two chains' usual values a linear axis would flatten one of them to nothing. */
const LOG_FACTOR = 20;

/**
 * The lines of several chains; with `claimed` their values ÷ that figure, and the claim's line at 1. `scale` is what the
 * reader asked for; without it, distance decides. A series without any value has no line. Null where none has one.
 */
export function comparePanel(
	all: readonly (SeriesJson | null)[],
	claimed: ClaimedJson | null,
	scale: ChartPanel['scale'] | null
): ComparePanel | null {
	const lines = all.flatMap((series, place) =>
		series?.points.some(({ value }) => value !== null) ? [{ series, place }] : []
	);
	const drawn = lines.map(({ series }) => (claimed ? dividedBy(series, claimed) : series));
	const beside = claimed && { claimed: asOne(claimed), published: 0 };
	const asked = scale ?? (areFarApart(drawn) ? 'log' : null);
	const panels = chartPanels(drawn, beside, asked);
	if (panels.length === 0) return null;
	return {
		series: panels.map((panel, index) => ({
			place: lines[index]?.place ?? 0,
			panel: { ...panel, published: null }
		})),
		relativeTo: claimed && claimedFigureText(claimed)
	};
}

/** A series as multiples of a claimed figure. Throws TypeError where the two are different quantities. */
export function dividedBy(series: SeriesJson, claimed: ClaimedJson): SeriesJson {
	const figure = figureOf(claimed);
	return {
		...series,
		unit: '1',
		points: series.points.map((point) => ({
			...point,
			value: point.value === null ? null : inUnitOf(claimed, point.value, series.unit) / figure
		}))
	};
}

/** Measured ÷ claimed; null where there is no value. */
export function multipleOf(
	claimed: ClaimedJson,
	value: number | string | null,
	unit: string
): number | null {
	return value === null ? null : inUnitOf(claimed, value, unit) / figureOf(claimed);
}

/** The one figure of a claim that values are divided by, with its unit. */
export function claimedFigureText(claimed: ClaimedJson): string {
	return quantityText(figureOf(claimed), claimed.unit);
}

function figureOf(claimed: ClaimedJson): number {
	if (!isUnit(claimed.unit)) throw new RangeError(`"${claimed.unit}" is no unit`);
	return claimedFigure({ ...claimed, unit: claimed.unit });
}

function inUnitOf(claimed: ClaimedJson, value: number | string, unit: string): number {
	if (!isUnit(unit) || !isUnit(claimed.unit))
		throw new RangeError(`"${unit}" or "${claimed.unit}" is no unit`);
	return convert(Number(value), unit, claimed.unit);
}

/** The claim in multiples of its own figure: a point at 1, a range with one end there. */
function asOne(claimed: ClaimedJson): ClaimedJson {
	const figure = figureOf(claimed);
	const divided = (end: number | null) => (end === null ? null : end / figure);
	return {
		...claimed,
		value: divided(claimed.value),
		low: divided(claimed.low),
		high: divided(claimed.high),
		unit: '1'
	};
}

function areFarApart(all: readonly SeriesJson[]): boolean {
	const usual = all.flatMap(({ points }) => {
		const values = points.flatMap(({ value }) => (Number(value) > 0 ? [Number(value)] : []));
		return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? [];
	});
	return usual.length > 1 && Math.max(...usual) > LOG_FACTOR * Math.min(...usual);
}

/** The axes and spans that all lines share, with all their points: what a chart's axes are made from. */
export function sharedPanel({ series }: ComparePanel): ChartPanel {
	const [first] = series;
	if (!first) throw new RangeError('a comparison has at least one line');
	return {
		...first.panel,
		points: series.flatMap(({ panel }) => panel.points),
		missing: missingOfAll(series.map(({ panel }) => panel))
	};
}

/** Where no line has a value, for the same kind of reason: elsewhere a hatch would lie under lines that go on. */
function missingOfAll(panels: readonly ChartPanel[]): ChartPanel['missing'] {
	const [first, ...others] = panels;
	return (first?.missing ?? []).flatMap((span) =>
		others.reduce(
			(spans, { missing }) =>
				spans.flatMap((each) =>
					missing.flatMap(({ from, to, kind }) => {
						const cut = { ...each, from: Math.max(each.from, from), to: Math.min(each.to, to) };
						return kind === each.kind && cut.from < cut.to ? [cut] : [];
					})
				),
			[span]
		)
	);
}

/** The times at which any line has a point, ascending. */
export function comparedTimes({ series }: ComparePanel): number[] {
	const times = new Set(series.flatMap(({ panel }) => panel.points.map(({ x }) => x)));
	return [...times].sort((a, b) => a - b);
}

/** A value as the chart states it: with its unit, or as a share of the claim. */
function comparedText(value: number | null, unit: string, isRelative: boolean): string {
	return isRelative ? formatShare(value) : quantityText(value, unit);
}

/** What every chain's value is at a time, in one sentence for the readout under the chart. */
export function timeSentence(compared: ComparePanel, time: number): string {
	const [first] = compared.series;
	if (!first) return '';
	const values = compared.series.map(
		({ panel }) => `${panel.chainName} ${pointWords(compared, panel, pointAt(panel, time))}`
	);
	const when = pointTime({ x: time }, first.panel.bucketSeconds);
	return `${when}: ${values.join('; ')}`;
}

/** The point of a line at a time; undefined where it has none there. */
export function pointAt({ points }: ChartPanel, time: number): PanelPoint | undefined {
	return points.find(({ x }) => x === time);
}

/** A point in words: its value, or why there is none, and how far it can be trusted. */
export function pointWords(
	{ relativeTo }: Pick<ComparePanel, 'relativeTo'>,
	panel: ChartPanel,
	point: PanelPoint | undefined
): string {
	if (!point) return 'not drawn';
	if (point.y === null) return `no value, ${withoutValueWords(point)}`;
	const halted = point.noBlock ? `, ${NO_BLOCK}` : '';
	const covered = point.coverage < 1 ? `, ${formatCoverage(point.coverage)} covered` : '';
	const provisional = point.provisional ? ', provisional' : '';
	return `${comparedText(point.y, panel.unit, relativeTo !== null)}${halted} (n ${formatNumber(point.n)}${covered}${provisional})`;
}
