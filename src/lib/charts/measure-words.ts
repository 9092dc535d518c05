import { formatCount } from '#lib/domain/format/count.ts';
import type { ChartPanel, PanelPoint } from './chart-panel.ts';
import { quantityText } from './quantity-text.ts';
import { formatCoverage } from '#lib/domain/format/share.ts';
import { formatNumber, NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import { formatDay, formatMinute } from '#lib/domain/format/time.ts';
import { DAY, iso } from '#lib/domain/time.ts';
import type { ReadingJson } from '#lib/domain/wire/claim.ts';

const PEAKS: Readonly<Record<string, string>> = {
	block: 'highest single block',
	'10s': `highest 10${NO_BREAK_SPACE}seconds`,
	'60s': `highest 60${NO_BREAK_SPACE}seconds`,
	'1h': 'highest hour',
	'1d': 'highest day'
};

const STATISTICS: Readonly<Record<string, string>> = {
	latest: 'last value',
	mean: 'average',
	p50: 'median',
	median_of_daily_medians: 'median of the daily medians',
	change: 'change',
	change_of_means: 'change of the averages',
	growth: 'growth',
	max_rise: 'greatest rise'
};

/** A statistic in words. A maximum is never named without the length over which it is taken. */
export function statisticWords(statistic: string, peakWindow: string | null): string {
	if (statistic === 'max') return PEAKS[peakWindow ?? ''] ?? `highest ${peakWindow ?? 'value'}`;
	return STATISTICS[statistic] ?? `${Number(statistic.slice(1))}th percentile`;
}

/** What a covered bucket without a block says, be there a zero or no value. */
export const NO_BLOCK = 'the chain made no block';

/** How many samples a figure rests on: "716 windows", "1 day"; "0" of none. */
export function sampleWords(n: number, unit: string): string {
	if (n === 0 || unit === 'none') return formatCount(n);
	const plural = unit === 'batch' ? 'batches' : `${unit}s`;
	return `${formatCount(n)}${NO_BREAK_SPACE}${n === 1 ? unit : plural}`;
}

const REASONS: Readonly<Record<string, string>> = {
	gap: 'blocks are missing',
	not_yet_collected: 'not yet collected',
	no_sample: 'no such transaction was made',
	no_block: NO_BLOCK
};

/** A series’ reason in words. */
export function reasonWords(reason: string | null): string {
	return REASONS[reason ?? ''] ?? reason ?? 'reason unknown';
}

/** The bucket of a point: the day, or the minute that it starts with. */
export function pointTime(point: Pick<PanelPoint, 'x'>, bucketSeconds: number): string {
	const start = point.x - bucketSeconds / 2;
	return bucketSeconds === DAY ? formatDay(start) : formatMinute(start);
}

/** From when to when the bucket of a point lasts: "27 Nov 2025", or "27 Nov 2025, 14:00–15:00 UTC". */
export function pointSpan(point: PanelPoint, bucketSeconds: number): string {
	if (bucketSeconds === DAY) return pointTime(point, bucketSeconds);
	const end = formatMinute(point.x + bucketSeconds / 2).split(', ')[1] ?? '';
	return `${pointTime(point, bucketSeconds).replace(' UTC', '')}–${end}`;
}

/** Why a point has no value. Of what was read only in part, it is not known that nothing was there. */
export function withoutValueWords({ reason, coverage, noBlock }: PanelPoint): string {
	if (noBlock) return NO_BLOCK;
	const isPartial = coverage > 0 && coverage < 1;
	return reasonWords(reason) + (isPartial ? ', as far as it was read' : '');
}

/** The value of a point with its unit, or why it has none; beside a zero, that the chain made no block. */
export function pointValue(point: PanelPoint, unit: string): string {
	if (point.y === null) return `no value: ${withoutValueWords(point)}`;
	return `${quantityText(point.y, unit)}${point.noBlock ? `, ${NO_BLOCK}` : ''}`;
}

/** What a point rests on: how many samples, how much of the bucket, which blocks. */
export function pointBasis(
	{ n, coverage, blocks, peakBlock, provisional, spread }: PanelPoint,
	unit: string
): string[] {
	return [
		...(spread
			? [
					`80${NO_BREAK_SPACE}% between ${quantityText(spread[0], unit)} and ${quantityText(spread[1], unit)}`
				]
			: []),
		`n = ${formatCount(n)}`,
		`${formatCoverage(coverage)} covered`,
		...(blocks ? [`blocks ${blockWords(blocks[0])} to ${blockWords(blocks[1])}`] : []),
		...(peakBlock === null ? [] : [`peak from block ${blockWords(peakBlock)}`]),
		...(provisional ? ['provisional'] : [])
	];
}

/** A block’s number, in groups of three digits. */
export function blockWords(block: number): string {
	return formatCount(block);
}

/** One point as a sentence for the readout under a chart. */
export function pointSentence(point: PanelPoint, bucketSeconds: number, unit: string): string {
	const parts = [pointValue(point, unit), ...pointBasis(point, unit)];
	return `${pointSpan(point, bucketSeconds)}: ${parts.join(', ')}`;
}

/** The address of the measurement of one bucket, in full, with its provenance. */
export function pointHref(point: PanelPoint, panel: ChartPanel): string {
	const { metric, statistic, unit, peakWindow, bucketSeconds } = panel;
	const start = point.x - bucketSeconds / 2;
	const query = new URLSearchParams({
		...{ metric, statistic, unit, from: iso(start), to: iso(start + bucketSeconds) },
		...(peakWindow !== null && { peak_window: peakWindow })
	});
	return `/api/v1/chains/${panel.chain}/measure?${query}`;
}

/** What a panel shows and where: "ZKsync Era: user transactions per second, highest 60 seconds". */
export function panelTitle(panel: ChartPanel, metricTitle: string): string {
	const title = metricTitle.charAt(0).toLowerCase() + metricTitle.slice(1);
	return `${panel.chainName}: ${title}, ${statisticWords(panel.statistic, panel.peakWindow)}`;
}

const BUCKETS: Readonly<Record<number, string>> = { 60: 'minute', 3_600: 'hour', 86_400: 'day' };

/** The bucket, the unit and the kind of axis, for the line under a chart's title. */
export function panelSubtitle(panel: ChartPanel): string {
	return `Each ${bucketWord(panel.bucketSeconds)} · in ${unitWords(panel.unit)} · ${scaleWords(panel)}.`;
}

/** The length of a bucket as a word. */
export function bucketWord(bucketSeconds: number): string {
	return BUCKETS[bucketSeconds] ?? 'bucket';
}

/** The kind of a panel's axis. */
export function scaleWords({ scale }: Pick<ChartPanel, 'scale'>): string {
	return scale === 'log' ? 'logarithmic scale' : 'scale from 0';
}

/** The unit of an axis. Fees in wei are written in gwei where they are great. */
function unitWords(unit: string): string {
	if (unit === 'USD/tx') return '$ a transaction';
	return unit === 'USD' ? '$' : unit;
}

/** The tolerance of a reading in words. */
export function toleranceWords({ tolerance, claimed }: ReadingJson): string {
	const parts: string[] = [];
	if (tolerance.relative > 0)
		parts.push(`${formatNumber(tolerance.relative * 100)}${NO_BREAK_SPACE}%`);
	if (tolerance.absolute > 0) parts.push(quantityText(tolerance.absolute, claimed.unit));
	return parts.length > 0 ? parts.join(' or ') + (parts.length > 1 ? ', the greater' : '') : 'none';
}
