import { describe, expect, it } from 'vitest';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { seriesCsv, seriesFileName } from './series-csv.ts';

const URL_ASKED = 'https://gauge.example.org/api/v1/chains/324/series?metric=throughput.user_tx';
const series: SeriesJson = {
	chain: 324,
	demo: false,
	metric: 'throughput.user_tx',
	statistic: 'max',
	peak_window: '60s',
	unit: 'tx/s',
	resolution: '1h',
	from: '2026-11-22T00:00:00Z',
	to: '2026-11-22T02:00:00Z',
	points: [
		{
			...{ t: '2026-11-22T00:00:00Z', value: 0.000_000_42, n: 60, coverage: 1, provisional: false },
			...{
				reason: null,
				no_block: false,
				from_block: 10,
				to_block: 19,
				peak_at: null,
				spread: null
			}
		},
		{
			...{ t: '2026-11-22T01:00:00Z', value: null, n: 0, coverage: 0, provisional: true },
			...{
				reason: 'a reason, with "words"',
				no_block: false,
				from_block: null,
				to_block: null,
				peak_at: null,
				spread: null
			}
		}
	]
};
const lines = (of: SeriesJson) => seriesCsv(of, URL_ASKED).split('\n');

describe('seriesCsv', () => {
	it('says first what it is, whence, under which licence, and how to cite it', () => {
		const comments = lines(series).filter((line) => line.startsWith('#'));
		expect(comments).toEqual([
			expect.stringContaining('max of 60s, ZKsync Era (chain 324), 2026-11-22T00:00:00Z to'),
			`# Source: ${URL_ASKED}`,
			expect.stringContaining('CC BY 4.0'),
			expect.stringMatching(/^# Cite as: Claimgauge\. .*series\?metric=throughput\.user_tx$/)
		]);
		expect(lines({ ...series, demo: true })[1]).toContain('Demo data, made up');
	});

	it('has one row a bucket, full precision, and nothing where nothing is known', () => {
		expect(lines(series).filter((line) => !line.startsWith('#'))).toEqual([
			'from,to,throughput_user_tx_max_60s_tx_per_s,n,coverage,provisional,reason,from_block,to_block,no_block',
			'2026-11-22T00:00:00Z,2026-11-22T01:00:00Z,4.2e-7,60,1,false,,10,19,false',
			'2026-11-22T01:00:00Z,2026-11-22T02:00:00Z,,0,0,true,"a reason, with ""words""",,,false',
			''
		]);
	});

	it('has the ends of a median’s spread with their unit, and says where no block was made', () => {
		const [point] = series.points;
		const spread: [number, number] = [0.02, 0.75];
		const none = { value: null, n: 0, from_block: null, to_block: null };
		const halt = { ...point!, ...none, reason: 'no plain transfer', no_block: true };
		const median = {
			...{ ...series, metric: 'fee.native_transfer', statistic: 'p50', peak_window: null },
			...{ unit: 'gwei/tx', points: [{ ...point!, value: 0.3, spread }, halt] }
		};
		expect(lines(median).filter((line) => !line.startsWith('#'))).toEqual([
			'from,to,fee_native_transfer_p50_gwei_per_tx,n,coverage,provisional,reason,from_block,to_block,no_block,fee_native_transfer_p10_gwei_per_tx,fee_native_transfer_p90_gwei_per_tx',
			'2026-11-22T00:00:00Z,2026-11-22T01:00:00Z,0.3,60,1,false,,10,19,false,0.02,0.75',
			'2026-11-22T00:00:00Z,2026-11-22T01:00:00Z,,0,1,false,no plain transfer,,,true,,',
			''
		]);
		expect(lines({ ...median, statistic: 'p90' }).join()).not.toContain('_p10_');
	});

	it.each([
		['fee.native_transfer', 'p50', 'USD/tx', 'fee_native_transfer_p50_usd_per_tx'],
		['block.fullness', 'mean', '1', 'block_fullness_mean_ratio'],
		['fee.base', 'change', '%', 'fee_base_change_percent']
	])('names the unit of %s %s in %s', (metric, statistic, unit, column) => {
		const [header] = lines({ ...series, metric, statistic, unit, peak_window: null }).filter(
			(line) => line.startsWith('from,')
		);
		expect(header!.split(',')[2]).toBe(column);
	});

	it('has a name that a file may have', () => {
		expect(seriesFileName(series)).toBe('claimgauge-324-throughput.user_tx-max-1h.csv');
	});
});
