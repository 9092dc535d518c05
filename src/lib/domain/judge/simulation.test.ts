import { describe, expect, it } from 'vitest';
import type { Reading } from '../claims.ts';
import { relativeFall } from '../statistics/change.ts';
import {
	bucketOf,
	histogramQuantile,
	type HistogramQuantile
} from '../statistics/log-histogram.ts';
import { medianOfDailyMedians, type DailyValue } from '../statistics/median-of-daily-medians.ts';
import { DAY, isoDay, parseTime } from '../time.ts';
import { HOLD_DAYS, showVerdict } from './hold.ts';
import { judge } from './judge.ts';
import { caseOf, COST, feeOf } from './example-case.ts';
import type { ClaimVerdict } from './verdict.ts';

/** Where a simulated chain's fees lie: wei, so that the histogram's buckets are those of real fees. */
const TRUE_MEDIAN_WEI = 1e13;
/** Transactions of one day resemble each other: a day's own level is off by this much, in natural logarithms. */
const DAY_SPREAD = 0.5;
const WITHIN_DAY_SPREAD = 0.8;

/** Numbers in [0, 1) from a seed (mulberry32), so that a failure can be looked at again. */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** A standard normal number (Box and Muller). */
function normal(random: () => number): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** One day of fees, as the store keeps it, and its median. */
function dayOfFees(random: () => number, median: number, transactions = 60): HistogramQuantile {
	const level = median * Math.exp(DAY_SPREAD * normal(random));
	const counts = new Map<number, number>();
	for (let sent = 0; sent < transactions; sent++) {
		const fee = level * Math.exp(WITHIN_DAY_SPREAD * normal(random));
		const bucket = bucketOf(BigInt(Math.round(fee)));
		counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
	}
	const found = histogramQuantile(counts, 0.5);
	if (!found) throw new Error('a day of fees has a median');
	return found;
}

const holds = (interval: readonly [number | null, number | null] | null, truth: number): boolean =>
	interval !== null && (interval[0] ?? -Infinity) <= truth && (interval[1] ?? Infinity) >= truth;

/** Share of `runs` in which what `once` gives is true. */
function shareOf(runs: number, once: () => boolean): number {
	return Array.from({ length: runs }, once).filter(Boolean).length / runs;
}

describe('nominal 95 % intervals, with days that differ from each other', () => {
	it.each([
		{ days: 10, seed: 1 },
		{ days: 30, seed: 2 },
		{ days: 90, seed: 3 }
	])('hold the true median in 95 to 99 % of runs over $days days', ({ days, seed }) => {
		const random = randomFrom(seed);
		const covered = shareOf(1_500, () => {
			const medians = Array.from({ length: days }, () => dayOfFees(random, TRUE_MEDIAN_WEI));
			return holds(medianOfDailyMedians(medians)?.interval ?? null, TRUE_MEDIAN_WEI);
		});
		// 1,500 runs of a 95 % interval differ from it by 0.6 points (one standard error).
		expect(covered).toBeGreaterThanOrEqual(0.94);
		expect(covered).toBeLessThanOrEqual(0.99);
	});

	it('of a fall hold at least as often, since both windows must hold at once', () => {
		const random = randomFrom(4);
		const window = (median: number): DailyValue[] =>
			Array.from({ length: 30 }, () => dayOfFees(random, median));
		const covered = shareOf(600, () => {
			const before = medianOfDailyMedians(window(TRUE_MEDIAN_WEI), 0.975);
			const after = medianOfDailyMedians(window(0.3 * TRUE_MEDIAN_WEI), 0.975);
			const fallen = before && after && relativeFall(before, after);
			return holds(fallen?.interval ?? null, 0.7);
		});
		expect(covered).toBeGreaterThanOrEqual(0.95);
	});

	it('would not, over pooled transactions: the reason why the day is the unit', () => {
		const random = randomFrom(5);
		const covered = shareOf(150, () => {
			const pooled = Array.from({ length: 30 }, () => {
				const level = TRUE_MEDIAN_WEI * Math.exp(DAY_SPREAD * normal(random));
				return Array.from({ length: 60 }, () =>
					Math.round(level * Math.exp(WITHIN_DAY_SPREAD * normal(random)))
				);
			}).flat();
			return holds(medianOfDailyMedians(pooled)?.interval ?? null, TRUE_MEDIAN_WEI);
		});
		expect(covered).toBeLessThan(0.8);
	});

	it('lose nothing to the buckets: values at a bucket’s edge stay inside', () => {
		// All days cost the same, one wei below a bucket's upper edge: the geometric middle alone would exclude it.
		const fee = 10n ** 13n;
		const counts = new Map([[bucketOf(fee), 100]]);
		const day = histogramQuantile(counts, 0.5);
		const days = Array.from({ length: 30 }, () => day as HistogramQuantile);
		expect(day?.value).not.toBe(Number(fee));
		expect(holds(medianOfDailyMedians(days)?.interval ?? null, Number(fee))).toBe(true);
	});
});

/** A cost claim of at most $0.0001, whose region ends at the edge of its tolerance. */
const EDGE_USD = 0.00015;
const WINDOW_DAYS = 30;

/** The verdicts shown on consecutive days, each on the days of `medians` that end with it. */
function shownOverDays(
	medians: readonly HistogramQuantile[],
	windowDays: number,
	reading: Partial<Reading> = COST
): ClaimVerdict['shown'][] {
	const usd = (wei: number) => (wei / TRUE_MEDIAN_WEI) * EDGE_USD;
	const shown: ClaimVerdict['shown'][] = [];
	let verdict: ClaimVerdict | null = null;
	for (let day = windowDays - 1; day < medians.length; day++) {
		const window = medians.slice(day - windowDays + 1, day + 1);
		const typical = medianOfDailyMedians(window);
		const [only] = window;
		const interval = typical?.interval ?? (only ? ([only.low, only.high] as const) : null);
		if (!typical || !interval) throw new Error('a window has days');
		const measured = feeOf(usd(typical.value), [usd(interval[0]), usd(interval[1])]);
		const input = caseOf(reading, { ...measured, n: windowDays < 6 ? 60 : windowDays });
		const dataDate = isoDay(parseTime('2020-01-01') + day * DAY);
		verdict = showVerdict(verdict, {
			claim: input.claim,
			evaluation: 'now',
			dataDate,
			readings: [judge(input)]
		});
		shown.push(verdict.shown);
	}
	return shown;
}

const changesIn = (shown: readonly string[]): number =>
	shown.filter((finding, index) => index > 0 && finding !== shown[index - 1]).length;

/** A statistic of a single day: its own median, between the edges of its bucket. */
const OF_A_DAY: Partial<Reading> = {
	...COST,
	statistic: 'p50',
	window: { kind: 'rolling', days: 1 }
};

describe('the hold and the exit margin', () => {
	const years = 12;
	it.each([
		{ windowDays: 1, reading: OF_A_DAY, seed: 11 },
		{ windowDays: WINDOW_DAYS, reading: COST, seed: 12 }
	])(
		'change a verdict whose true value lies on the edge at most 6 times a year ($windowDays days)',
		({ windowDays, reading, seed }) => {
			const random = randomFrom(seed);
			const medians = Array.from({ length: years * 365 }, () => dayOfFees(random, TRUE_MEDIAN_WEI));
			const perYear = changesIn(shownOverDays(medians, windowDays, reading)) / years;
			expect(perYear).toBeLessThanOrEqual(6);
		}
	);

	it('would change it far more often without them', () => {
		const random = randomFrom(11);
		const sides = Array.from({ length: 365 }, () =>
			dayOfFees(random, TRUE_MEDIAN_WEI).low > TRUE_MEDIAN_WEI ? 'above' : 'below'
		);
		expect(changesIn(sides)).toBeGreaterThan(60);
	});

	it.each([
		{ windowDays: 1, reading: OF_A_DAY, within: HOLD_DAYS, seed: 21 },
		{ windowDays: WINDOW_DAYS, reading: COST, within: WINDOW_DAYS + HOLD_DAYS, seed: 22 }
	])(
		'show a real step within $within days, and once ($windowDays days)',
		({ windowDays, reading, within, seed }) => {
			const random = randomFrom(seed);
			// Far inside the claim at first, then far outside it: twice, and four times the day's own spread.
			const steps = Array.from({ length: 20 }, () => {
				const before = Array.from({ length: windowDays + 10 }, () =>
					dayOfFees(random, TRUE_MEDIAN_WEI * Math.exp(-4 * DAY_SPREAD))
				);
				const after = Array.from({ length: windowDays + 2 * HOLD_DAYS }, () =>
					dayOfFees(random, TRUE_MEDIAN_WEI * Math.exp(4 * DAY_SPREAD))
				);
				const shown = shownOverDays([...before, ...after], windowDays, reading);
				const afterStep = shown.slice(before.length - windowDays + 1);
				expect(shown[0]).toBe('consistent');
				return afterStep.indexOf('contradicted') + 1;
			});
			expect(Math.min(...steps)).toBeGreaterThan(0);
			expect(Math.max(...steps)).toBeLessThanOrEqual(within);
		}
	);
});
