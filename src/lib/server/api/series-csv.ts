import { findChain } from '#lib/domain/chains.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { iso, parseTime } from '#lib/domain/time.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { hasSpread, RESOLUTIONS } from '../measure/series.ts';

const COLUMNS = [
	'n',
	'coverage',
	'provisional',
	'reason',
	'from_block',
	'to_block',
	'no_block'
] as const;

/** The percentiles of a spread, from its lower end. */
const SPREAD = ['p10', 'p90'] as const;

/**
 * A series as a table: a row a bucket with its start and end in UTC, one value column with the unit in its name, values as
 * the JSON has them; beside a median two columns more, for its 10th and 90th percentile. Comment lines name what it is, `url` as its source, the licence and how to cite it.
 */
export function seriesCsv(series: SeriesJson, url: string): string {
	const name = findChain(series.chain)?.name ?? `chain ${series.chain}`;
	const { title } = METRICS[series.metric as MetricId];
	const what = `${title}, ${statisticName(series)}, ${name} (chain ${series.chain}), ${series.from} to ${series.to}`;
	const size = RESOLUTIONS[series.resolution];
	const spreads = hasSpread(series.metric as MetricId, series.statistic) ? SPREAD : [];
	const rows = series.points.map(({ t, value, spread, ...point }) =>
		[
			...[t, iso(parseTime(t) + size), value],
			...COLUMNS.map((column) => point[column]),
			...spreads.map((_, end) => spread?.[end] ?? null)
		]
			.map(cell)
			.join(',')
	);
	const names = spreads.map((statistic) => valueColumn({ ...series, statistic }));
	return [
		`# ${what}`,
		...(series.demo ? ['# Demo data, made up: it is about no public network.'] : []),
		`# Source: ${url}`,
		'# Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/',
		`# Cite as: Claimgauge. ${what}. ${url}`,
		['from', 'to', valueColumn(series), ...COLUMNS, ...names].join(','),
		...rows,
		''
	].join('\n');
}

function statisticName({ statistic, peak_window }: SeriesJson): string {
	return peak_window === null ? statistic : `${statistic} of ${peak_window}`;
}

/** "throughput_user_tx_max_60s_tx_per_s": metric, statistic and unit in letters that every program takes. */
function valueColumn({ metric, statistic, peak_window, unit }: SeriesJson): string {
	const words = unit === '1' ? 'ratio' : unit.replace('%', 'percent').replaceAll('/', ' per ');
	return [metric, statistic, peak_window ?? [], words]
		.flat()
		.join('_')
		.replaceAll(/\W+/g, '_')
		.toLowerCase();
}

/** What a table is saved as: "claimgauge-324-throughput.user_tx-max-1h.csv". */
export function seriesFileName({ chain, metric, statistic, resolution }: SeriesJson): string {
	return `claimgauge-${chain}-${metric}-${statistic}-${resolution}.csv`.replaceAll(/[^\w.-]/g, '-');
}

function cell(value: string | number | boolean | null): string {
	if (value === null) return '';
	const text = String(value);
	return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
