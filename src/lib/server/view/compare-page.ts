import { comparePanel, multipleOf, type ComparePanel } from '#lib/charts/compare-panel.ts';
import { firstOf, ranked } from '#lib/charts/compare-ranks.ts';
import {
	bucketWord,
	panelSubtitle,
	scaleWords,
	statisticWords
} from '#lib/charts/measure-words.ts';
import { isUnit, quantityText } from '#lib/charts/quantity-text.ts';
import { formatMinute, formatWindow } from '#lib/domain/format/time.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { DAY, type TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import { besideUnit, type ClaimedFigure, type CompareChoice } from '../api/compare-query.ts';
import { unitOf } from '../measure/measure.ts';
import { compareDrawing, type CompareDrawing } from '../render/compare-drawing.ts';
import { seriesHref } from '../render/claim-drawings.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { getComparison } from './comparison.ts';

/** A row of the table of a comparison. */
export interface RankRow {
	/** Its place among the chains that were chosen: that of its line’s style. */
	readonly place: number;
	readonly id: number;
	readonly name: string;
	readonly rank: number | null;
	readonly ofFirst: number | null;
	/** Measured ÷ claimed, where the comparison is relative to a claim. */
	readonly ofClaim: number | null;
	readonly measurement: MeasurementJson | null;
	readonly reason: string | null;
	readonly isCollected: boolean;
	/** Whether it has a line in the chart. */
	readonly isDrawn: boolean;
	readonly dataHref: string | null;
}

/** All that the page of a comparison shows beside its form. */
export interface ComparePage {
	readonly title: string;
	readonly subtitle: string;
	/** What it shows, in one sentence: the text alternative of the chart. */
	readonly sentence: string;
	/** The window of the values in words; null where nothing of it is collected. */
	readonly window: string | null;
	readonly first: 'greatest' | 'least';
	readonly rows: readonly RankRow[];
	readonly compared: ComparePanel | null;
	readonly drawing: CompareDrawing | null;
}

/** The rated claims that have a figure to compare with. */
export function claimedFigures(claims: readonly ClaimJson[]): ClaimedFigure[] {
	return claims.flatMap(({ slug, rated, claimed }) => {
		if (!rated || !claimed || !isUnit(claimed.unit)) return [];
		return [{ slug, claimed: { ...claimed, unit: claimed.unit } }];
	});
}

/** Puts the chosen chains side by side, ranked and drawn. */
export async function getComparePage(
	reader: StoreReader,
	choice: CompareChoice,
	claims: readonly ClaimedFigure[],
	now: UnixSeconds
): Promise<ComparePage> {
	const claimed = claims.find(({ slug }) => slug === choice.claim)?.claimed ?? null;
	const unit = (claimed && besideUnit(choice, claimed)) ?? unitOf(choice);
	const { chains, window } = await getComparison(reader, choice, unit, now);
	const compared = comparePanel(
		chains.map(({ series }) => series),
		claimed,
		choice.scale
	);
	const first = firstOf(unit);
	const rows = ranked(
		chains.map((chain, place) => ({
			...chain,
			place,
			value: numberOf(chain.measurement)
		})),
		first
	).map(({ row, rank, ofFirst }) => ({
		...{ place: row.place, id: row.id, name: row.name, rank, ofFirst },
		...{ measurement: row.measurement, reason: row.reason, isCollected: row.isCollected },
		isDrawn: compared?.series.some(({ place }) => place === row.place) ?? false,
		ofClaim: claimed && multipleOf(claimed, row.value, unit),
		dataHref: row.series && seriesHref(row.series)
	}));
	const title = `${METRICS[choice.metric].title}, ${statisticWords(choice.statistic, choice.peakWindow)}`;
	const windowText = window && windowWords(window);
	const sentence = sentenceOf(title, windowText, rows);
	return {
		...{ title, sentence, first, rows, compared },
		subtitle: compared ? subtitleOf(compared) : '',
		window: windowText,
		drawing: compared && compareDrawing(compared, title, sentence)
	};
}

function subtitleOf({ series, relativeTo }: ComparePanel): string {
	const panel = series[0]?.panel;
	if (!panel) return '';
	return relativeTo === null
		? panelSubtitle(panel)
		: `Each ${bucketWord(panel.bucketSeconds)} · values ÷ the claimed ${relativeTo} · ${scaleWords(panel)}.`;
}

function sentenceOf(title: string, window: string | null, rows: readonly RankRow[]): string {
	const values = rows.map(({ name, measurement, reason }) =>
		measurement && measurement.value !== null
			? `${name} ${quantityText(measurement.value, measurement.unit)}`
			: `${name} no value, ${reason}`
	);
	return `${title}${window === null ? '' : `, ${window}`}: ${values.join('; ')}.`;
}

/** Whole UTC days by their number, all else by both ends. */
function windowWords(window: TimeWindow): string {
	if (window.from % DAY === 0 && window.to % DAY === 0) return formatWindow(window);
	return `${formatMinute(window.from)} up to ${formatMinute(window.to)}`;
}

function numberOf(measurement: MeasurementJson | null): number | null {
	return measurement && measurement.value !== null ? Number(measurement.value) : null;
}
