import { describe, expect, it } from 'vitest';
import { METRIC_IDS, METRICS } from '#lib/domain/metrics/registry.ts';
import {
	checkParameters,
	MEASURE_PARAMETERS,
	optionalTime,
	parseChain,
	parseMetricQuery,
	parseResolution,
	parseWindow
} from './query.ts';

const query = (text: string) => new URLSearchParams(text);
/** The error that a question raises: which parameter, and in which words. */
function faultOf(ask: () => unknown): { parameter: unknown; message: string } {
	try {
		ask();
	} catch (error) {
		return { parameter: (error as { parameter?: unknown }).parameter, message: String(error) };
	}
	throw new Error('it was answered');
}

describe('checkParameters', () => {
	it.each([
		['metrics=x', 'metrics', 'metric, statistic'],
		['asof=2025-01-01', 'asof', 'there is no parameter'],
		['from=1&to=2&from=3', 'from', 'twice'],
		['metric=a&resolution=1h', 'resolution', 'there is no parameter'],
		['=1', '', 'there is no parameter']
	])('refuses %s', (text, parameter, words) => {
		const fault = faultOf(() => checkParameters(query(text), MEASURE_PARAMETERS));
		expect(fault.parameter).toBe(parameter);
		expect(fault.message).toContain(words);
	});
});

describe('parseMetricQuery', () => {
	it.each([
		['', 'metric', '"metric" is missing'],
		['metric=', 'metric', 'metric was ""'],
		['metric=constructor', 'metric', 'throughput.tx'],
		['metric=throughput.tx&statistic=average', 'statistic', 'mean, max'],
		['metric=throughput.tx&statistic=max&peak_window=1m', 'peak_window', 'block, 10s, 60s, 1h, 1d'],
		['metric=throughput.tx&unit=USD/tx', 'unit', 'it may be tx/s'],
		['metric=throughput.tx&statistic=max&peak_window=block&unit=tx/s', 'unit', 'tx/block'],
		['metric=fee.base&statistic=change&unit=gwei/gas', 'unit', 'it may be 1, %'],
		['metric=fee.native_transfer&zero_fees=no', 'zero_fees', 'included, excluded']
	])('refuses %s', (text, parameter, words) => {
		const fault = faultOf(() => parseMetricQuery(query(text)));
		expect(fault.parameter).toBe(parameter);
		expect(fault.message).toContain(words);
	});

	it('asks every metric for its mean or its median unless told otherwise', () => {
		for (const metric of METRIC_IDS) {
			const { statistic } = parseMetricQuery(query(`metric=${metric}`));
			const { statistics } = METRICS[metric];
			if (statistics.includes('mean')) expect(statistic, metric).toBe('mean');
			else if (statistics.includes('p50')) expect(statistic, metric).toBe('p50');
			else expect(statistics).toContain(statistic);
		}
	});

	it('takes everything as given', () => {
		const text = 'metric=fee.native_transfer&statistic=p95&unit=gwei/tx&zero_fees=excluded';
		expect(parseMetricQuery(query(text))).toEqual({
			metric: 'fee.native_transfer',
			statistic: 'p95',
			peakWindow: null,
			zeroFees: 'excluded',
			unit: 'gwei/tx'
		});
	});
});

describe('times', () => {
	it.each([
		['to=2', 'from', 'missing'],
		['from=1', 'to', 'missing'],
		['from=&to=2', 'from', 'not a time'],
		['from=yesterday&to=2', 'from', '"yesterday"'],
		['from=1&to=2025-11-27T10:00', 'to', 'not a time'],
		['from=2025-02-30&to=2025-03-03', 'from', 'not a time'],
		['from=1&to=1764201600000', 'to', 'not a time'],
		['from=1&to=9999999999', 'to', 'milliseconds'],
		['from=-5&to=2', 'from', 'not a time']
	])('refuses %s', (text, parameter, words) => {
		const fault = faultOf(() => parseWindow(query(text)));
		expect(fault.parameter).toBe(parameter);
		expect(fault.message).toContain(words);
	});

	it('reads days, times and Unix seconds alike', () => {
		const window = { from: 1_764_201_600, to: 1_764_205_200 };
		expect(parseWindow(query('from=2025-11-27&to=2025-11-27T01:00Z'))).toEqual(window);
		expect(parseWindow(query('from=1764201600&to=2025-11-27T01:00:00Z'))).toEqual(window);
		expect(optionalTime(query(''), 'asOf')).toBeUndefined();
	});
});

it('refuses a resolution that is none, and takes an hour where none is named', () => {
	expect(faultOf(() => parseResolution(query('resolution=1w'))).parameter).toBe('resolution');
	expect(parseResolution(query(''))).toBe('1h');
});

it.each(['0', '0324', '-1', '1.0', '1e0', 'mainnet', '', '999999'])('finds no chain "%s"', (id) => {
	expect(parseChain(id)).toBeNull();
});

it('finds a chain by its id', () => {
	expect(parseChain('324')?.name).toBe('ZKsync Era');
});
