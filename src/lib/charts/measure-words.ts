import type { ChartPanel, PanelPoint } from './chart-panel.ts';
import { coverageText, quantityText } from './quantity-text.ts';
import { formatNumber, NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import { formatDay, formatMinute } from '#lib/domain/format/time.ts';
import { DAY } from '#lib/domain/time.ts';
import type { ReadingJson } from '#lib/domain/wire.ts';

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

const REASONS: Readonly<Record<string, string>> = {
	gap: 'blocks are missing',
	not_yet_collected: 'not yet collected',
	no_sample: 'no such transaction was made'
};

/** Why a point has no value. */
export function reasonWords(reason: string | null): string {
	return REASONS[reason ?? ''] ?? reason ?? 'reason unknown';
}

/** The bucket of a point: the day, or the minute that it starts with. */
export function pointTime(point: Pick<PanelPoint, 'x'>, bucketSeconds: number): string {
	const start = point.x - bucketSeconds / 2;
	return bucketSeconds === DAY ? formatDay(start) : formatMinute(start);
}

/** One point as a sentence for the readout under a chart. */
export function pointSentence(point: PanelPoint, bucketSeconds: number, unit: string): string {
	const value =
		point.y === null ? `no value: ${reasonWords(point.reason)}` : quantityText(point.y, unit);
	const covered = point.coverage < 1 ? `, ${coverageText(point.coverage)} covered` : '';
	const provisional = point.provisional ? ', provisional' : '';
	return `${pointTime(point, bucketSeconds)}: ${value}${covered}${provisional}`;
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
