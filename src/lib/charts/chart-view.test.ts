import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import {
	chartViewQuery,
	parseChartView,
	RANGES,
	SCALES,
	viewWindow,
	WHOLE_VIEW,
	type ChartRange,
	type ChartView
} from './chart-view.ts';

const at = (seconds: number) => unixSeconds(1_764_000_000 + seconds);
const parse = (query: string) => parseChartView(new URLSearchParams(query));

describe('the view of a chart in an address', () => {
	it('comes back as it was written, whatever it is', () => {
		const scales = fc.constantFrom(null, ...SCALES);
		const ranges = fc.constantFrom(null, ...(Object.keys(RANGES) as ChartRange[]));
		const time = fc.integer({ min: 0, max: 4_000_000_000 });
		const views: fc.Arbitrary<ChartView> = fc.oneof(
			fc.record({ range: ranges, window: fc.constant(null), scale: scales }),
			fc
				.tuple(time, time, scales)
				.filter(([from, to]) => from < to)
				.map(([from, to, scale]) => ({
					range: null,
					window: { from: unixSeconds(from), to: unixSeconds(to) },
					scale
				}))
		);
		fc.assert(
			fc.property(views, (view) => {
				expect(parse(chartViewQuery(view))).toEqual(view);
			})
		);
	});

	it('is short, and nothing where nothing was chosen', () => {
		expect(chartViewQuery(WHOLE_VIEW)).toBe('');
		expect(chartViewQuery({ range: '7d', window: null, scale: 'linear' })).toBe(
			'?range=7d&scale=linear'
		);
		expect(chartViewQuery({ range: null, window: { from: at(0), to: at(60) }, scale: null })).toBe(
			'?from=2025-11-24T16:00:00Z&to=2025-11-24T16:01:00Z'
		);
		expect(chartViewQuery({ ...WHOLE_VIEW, range: '7d' }, { asOf: '2025-11-24T16:00:00Z' })).toBe(
			'?asOf=2025-11-24T16:00:00Z&range=7d'
		);
	});

	it.each([
		['range=2w', 'range "2w" is none of 1h, 24h, 7d, 30d, 90d, 1y, all'],
		['scale=cubic', 'scale "cubic" is none of log, linear'],
		['range=7d&from=2025-01-01&to=2025-01-02', 'give either range, or from and to'],
		['from=2025-01-01', 'to is missing: a stretch has two ends'],
		['to=2025-01-01', 'from is missing: a stretch has two ends'],
		['from=2025-01-02&to=2025-01-02', 'is not before to'],
		['from=yesterday&to=2025-01-02', '"yesterday" is not a time']
	])('%s is refused with what is wrong', (query, words) => {
		expect(() => parse(query)).toThrow(words);
	});
});

describe('what a view shows of data', () => {
	const data = { from: at(0), to: at(100 * DAY + 30 * MINUTE) };
	const rules = { usual: 90 * DAY, leastBucket: MINUTE };

	it.each<[ChartRange, number, number]>([
		['1h', HOUR, MINUTE],
		['24h', DAY, HOUR],
		['7d', 7 * DAY, HOUR],
		['30d', 30 * DAY, DAY],
		['1y', 100 * DAY, DAY],
		['all', 100 * DAY, DAY]
	])('%s reaches back so far from the last of it, in whole buckets', (range, length, bucket) => {
		const shown = viewWindow({ ...WHOLE_VIEW, range }, data, rules)!;
		expect(shown.bucketSeconds).toBe(bucket);
		expect(shown.from % bucket).toBe(0);
		expect(shown.to - data.to).toBeLessThanOrEqual(bucket);
		expect(shown.to).toBeGreaterThan(data.to);
		expect(shown.to - shown.from).toBeGreaterThanOrEqual(length);
		expect(shown.to - shown.from).toBeLessThan(length + 30 * MINUTE + 2 * bucket);
	});

	it('is its usual length where nothing was chosen, and no bucket is shorter than may be', () => {
		const usual = viewWindow(WHOLE_VIEW, data, { usual: 2 * HOUR, leastBucket: HOUR })!;
		expect(usual).toMatchObject({ bucketSeconds: HOUR });
		expect(
			viewWindow({ ...WHOLE_VIEW, range: '1h' }, data, { ...rules, leastBucket: DAY })
		).toEqual(expect.objectContaining({ bucketSeconds: DAY }));
	});

	it('is a stretch that was drawn, cut to the data; nothing beside them', () => {
		const window = { from: at(-DAY), to: at(2 * HOUR) };
		expect(viewWindow({ ...WHOLE_VIEW, window }, data, rules)).toEqual({
			from: at(0),
			to: at(2 * HOUR),
			bucketSeconds: MINUTE
		});
		const end = { from: unixSeconds(data.to - HOUR), to: at(200 * DAY) };
		expect(viewWindow({ ...WHOLE_VIEW, window: end }, data, rules)!.to).toBe(data.to + MINUTE);
		const before = { from: at(-2 * DAY), to: at(-DAY) };
		expect(viewWindow({ ...WHOLE_VIEW, window: before }, data, rules)).toBeNull();
	});
});
