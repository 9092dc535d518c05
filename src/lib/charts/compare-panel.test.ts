import { describe, expect, it } from 'vitest';
import { iso, parseTime } from '#lib/domain/time.ts';
import type { ClaimedJson } from '#lib/domain/wire/claim.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import {
	comparedTimes,
	comparePanel,
	dividedBy,
	multipleOf,
	sharedPanel,
	timeSentence
} from './compare-panel.ts';

const FROM = parseTime('2026-11-01');

/** A series by the day; null is a gap. */
function seriesOf(chain: number, values: readonly (number | null)[], unit = 'tx/s'): SeriesJson {
	return {
		...{ chain, demo: false, metric: 'throughput.user_tx', statistic: 'mean', peak_window: null },
		...{ unit, resolution: '1d', from: iso(FROM), to: iso(FROM + values.length * 86_400) },
		points: values.map((value, day) => ({
			t: iso(FROM + day * 86_400),
			value,
			n: value === null ? 0 : 24,
			coverage: value === null ? 0 : 1,
			provisional: day === values.length - 1,
			reason: value === null ? 'gap' : null,
			...{ no_block: false, from_block: null, to_block: null, peak_at: null, spread: null }
		}))
	};
}
/** The same, in which the chain made no block on that day. */
function haltedOn(day: number, series: SeriesJson): SeriesJson {
	const points = series.points.map((point, index) =>
		index === day ? { ...point, coverage: 1, no_block: true } : point
	);
	return { ...series, points };
}
const CLAIMED: ClaimedJson = {
	...{ printed: '15,000 TPS', value: 15_000, low: null, high: null },
	...{ comparator: '>=', unit: 'tx/s' }
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a comparison', () => {
	it('keeps the place of each chain where one before it has no value or no series', () => {
		const compared = comparePanel(
			[seriesOf(1, [1, 2]), null, seriesOf(10, [null, null]), seriesOf(324, [3, 4])],
			null,
			null
		);
		expect(compared?.series.map(({ place, panel }) => [place, panel.chain])).toEqual([
			[0, 1],
			[3, 324]
		]);
		expect(comparePanel([null, seriesOf(10, [null])], null, null)).toBeNull();
	});

	it('has one range and scale for all, logarithmic where chains are far apart', () => {
		const near = comparePanel([seriesOf(1, [10, 12]), seriesOf(324, [1, 2])], null, null)!;
		expect(near.series.map(({ panel }) => panel.scale)).toEqual(['linear', 'linear']);
		const far = comparePanel([seriesOf(1, [100, 120]), seriesOf(324, [1, 2])], null, null)!;
		expect(new Set(far.series.map(({ panel }) => panel.scale))).toEqual(new Set(['log']));
		expect(far.series[0]!.panel.range).toEqual(far.series[1]!.panel.range);
		const asked = comparePanel([seriesOf(1, [100]), seriesOf(324, [1])], null, 'linear')!;
		expect(asked.series[0]!.panel.scale).toBe('linear');
	});

	it('divides by a claim, whose line is at 1, and leaves zeros and gaps as they are', () => {
		const [points, line] = (() => {
			const compared = comparePanel([seriesOf(1, [30_000, 0, null])], CLAIMED, null)!;
			expect(compared.relativeTo && plain(compared.relativeTo)).toBe('15,000 tx/s');
			const { panel } = compared.series[0]!;
			return [panel.points.map(({ y }) => y), panel.claim];
		})();
		expect(points).toEqual([2, 0, null]);
		expect(line).toMatchObject({ low: 1, high: 1, label: expect.stringContaining('Claimed: ') });
	});

	it('divides in the unit of the claim, by the end of a range that it means', () => {
		const quick: ClaimedJson = {
			...CLAIMED,
			value: null,
			low: 250,
			high: 500,
			unit: 'ms',
			comparator: '<='
		};
		expect(dividedBy(seriesOf(1, [1], 's'), quick).points[0]!.value).toBe(2);
		expect(multipleOf(quick, 0.25, 's')).toBe(0.5);
		expect(multipleOf(quick, null, 's')).toBeNull();
		expect(() => dividedBy(seriesOf(1, [1]), quick)).toThrow(TypeError);
	});

	it('is hatched as a whole only where no line has a value', () => {
		const days = (from: number, to: number) => [FROM + from * 86_400, FROM + to * 86_400];
		const gaps = (...values: (number | null)[][]) =>
			sharedPanel(
				comparePanel(
					values.map((each, k) => seriesOf([1, 10, 324][k]!, each)),
					null,
					null
				)!
			).missing.map(({ from, to }) => [from, to]);
		expect(gaps([1, null, null, 4], [1, 2, null, 4])).toEqual([days(2, 3)]);
		expect(gaps([1, null, 3], [1, 2, null])).toEqual([]);
		expect(gaps([1, null, 3])).toEqual([days(1, 2)]);
	});

	it('says of every chain what its value is at a time, and why there is none', () => {
		const compared = comparePanel([seriesOf(1, [1, 2]), seriesOf(324, [0, null])], null, null)!;
		const sentences = comparedTimes(compared).map((time) => plain(timeSentence(compared, time)));
		expect(sentences).toEqual([
			'1 Nov 2026: Ethereum 1 tx/s (n 24); ZKsync Era 0 tx/s (n 24)',
			'2 Nov 2026: Ethereum 2 tx/s (n 24, provisional); ZKsync Era no value, blocks are missing'
		]);
		const still = comparePanel(
			[haltedOn(0, seriesOf(1, [0, 2])), haltedOn(0, seriesOf(324, [null, 3]))],
			null,
			null
		)!;
		expect(plain(timeSentence(still, comparedTimes(still)[0]!))).toBe(
			'1 Nov 2026: Ethereum 0 tx/s, the chain made no block (n 24); ZKsync Era no value, the chain made no block'
		);
		const shares = comparePanel([seriesOf(324, [4.2])], CLAIMED, null)!;
		expect(plain(timeSentence(shares, comparedTimes(shares)[0]!))).toContain('1/3,600 of claim');
	});
});
