import { intervalMeter } from '#lib/domain/block-intervals.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type { Interval } from '#lib/domain/measurement.ts';
import { exactMean, exactQuantile } from '#lib/domain/statistics/exact-histogram.ts';
import { countAll } from '#lib/domain/statistics/bucket-counts.ts';
import {
	bucketBounds,
	bucketValue,
	histogramQuantile,
	ZERO_BUCKET
} from '#lib/domain/statistics/log-histogram.ts';
import {
	medianOfDailyMedians,
	type DailyValue
} from '#lib/domain/statistics/median-of-daily-medians.ts';
import { SENTENCE_SUBJECTS } from '#lib/domain/judge/sentence-subjects.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { bucketStart, DAY } from '#lib/domain/time.ts';
import { noValue, type Evaluated, type Question } from './evaluate.ts';
import {
	priceCoverageOf,
	pricedFees,
	pricedQuantile,
	pricedSum,
	type PricedInputs
} from './in-dollars.ts';
import type { MeasureInputs } from './inputs.ts';
import { madeNoBlock, NO_BLOCK_MADE } from './no-block.ts';
import { feeClassOf } from './rows-of-metric.ts';
import { dailyMedianPrices } from './price-levels.ts';
import { quantileOf } from './quantile-of.ts';
import { isDaily } from './request.ts';

/** Percentiles, means and medians of daily medians, from histograms by the hour. */
export function evaluateDistribution(
	inputs: MeasureInputs,
	question: Question,
	coverage: number
): Evaluated {
	if (question.metric === 'block.interval') return evaluateIntervals(inputs, question, coverage);
	if (isPriced(inputs) && inputs.feeHours.length > 0 && priceCoverageOf(inputs) === 0)
		return noValue(
			inputs.prices.missing,
			isDaily(question.statistic) ? 'day' : unitOfSample(question)
		);
	if (question.statistic === 'median_of_daily_medians') {
		const typical = medianOfDailyMedians(dailyMedians(inputs, question));
		if (!typical) return noValue(emptyReason(question), 'day');
		const { value, interval, n } = typical;
		const bounds = interval ?? ([null, null] as const);
		return { value, interval: bounds, n, sampleUnit: 'day', peakAt: null, reason: null };
	}
	if (question.statistic === 'mean') return evaluateFeeMean(inputs, question, coverage);
	return evaluateFeeQuantile(inputs, question, coverage);
}

/** The median of each UTC day that has at least one value, in the order of days, with the edges of its bucket. */
export function dailyMedians(
	inputs: MeasureInputs,
	question: Pick<Question, 'metric' | 'zeroFees'>
): DailyValue[] {
	const days = new Map<number, Map<number, number>>();
	if (METRICS[question.metric].facts === 'price')
		return dailyMedianPrices(inputs.prices?.hours ?? []);
	if (isPriced(inputs)) return dailyMediansInDollars(inputs, question);
	for (const row of inputs.histogram) {
		const day = bucketStart(row.hour, DAY);
		const counts = days.get(day) ?? new Map<number, number>();
		days.set(day, counts.set(row.bucket, (counts.get(row.bucket) ?? 0) + row.count));
	}
	return [...days.values()].flatMap((counts) => {
		const median = histogramQuantile(counts, 0.5, { withoutZeros: withoutZeros(question) });
		return median ?? [];
	});
}

/**
 * The mean of a window’s amounts with its bounds, in dollars where prices were loaded: exact where sums are kept, else
 * by the buckets’ middles and edges. Null of none.
 */
export function windowMean(
	inputs: MeasureInputs
): { value: number; low: number; high: number; n: number } | null {
	if (isPriced(inputs)) {
		const { value, low, high, n } = pricedSum(inputs, false);
		return n === 0 ? null : { value: value / n, low: low / n, high: high / n, n };
	}
	const n = inputs.feeHours.reduce((total, { count }) => total + count, 0);
	if (n > 0) {
		const value = Number(inputs.feeHours.reduce((total, { sum }) => total + sum, 0n)) / n;
		return { value, low: value, high: value, n };
	}
	const sums = { value: 0, low: 0, high: 0, n: 0 };
	for (const [bucket, count] of merged(inputs)) {
		const { low, high } = bucketBounds(bucket);
		sums.value += count * (bucket === ZERO_BUCKET ? 0 : bucketValue(bucket));
		sums.low += count * low;
		sums.high += count * high;
		sums.n += count;
	}
	if (sums.n === 0) return null;
	const { value, low, high } = sums;
	return { value: value / sums.n, low: low / sums.n, high: high / sums.n, n: sums.n };
}

/** Whole seconds from one block to the next: exact, since header times are whole seconds. */
function evaluateIntervals(
	inputs: MeasureInputs,
	{ statistic }: Question,
	coverage: number
): Evaluated {
	const counts = merged(inputs);
	const edge = new Map(
		[...inputs.edgeParents, ...inputs.edgeBlocks].map((each) => [each.number, each])
	);
	const inAscendingOrder = [...edge.values()].sort((a, b) => a.number - b.number);
	// Those of full hours are in the histogram already: an edge parent only starts an interval.
	const ends = new Set(inputs.edgeBlocks.map((block) => block.number));
	const intervalOf = intervalMeter(FAMILIES[inputs.chain.family].emptyBlocksAreFictive);
	for (const block of inAscendingOrder) {
		const interval = intervalOf(block);
		if (interval !== null && ends.has(block.number))
			counts.set(interval, (counts.get(interval) ?? 0) + 1);
	}
	const n = countAll(counts);
	const mean = exactMean(counts);
	if (!mean)
		return noValue(
			madeNoBlock(inputs, 'block.interval')
				? NO_BLOCK_MADE
				: 'no two consecutive blocks of this window are collected',
			'block'
		);
	const common = { n, sampleUnit: 'block', peakAt: null, reason: null } as const;
	if (statistic === 'mean') {
		const { value } = mean;
		// A whole-second clock puts the sum of N intervals within one second of the truth.
		return { ...common, value, interval: [Math.max(0, value - 1 / n), value + 1 / n] };
	}
	const quantile = quantileOf(statistic);
	const missing = 1 - coverage;
	const at = (q: number) => exactQuantile(counts, Math.min(1, Math.max(0, q)))?.value ?? null;
	return {
		...common,
		value: at(quantile),
		interval: [at(quantile - missing), at(quantile + missing)]
	};
}

/** Σ fees ÷ their number, exact in wei before the division. */
function evaluateFeeMean(inputs: MeasureInputs, question: Question, coverage: number): Evaluated {
	if (isPriced(inputs)) return evaluateMeanInDollars(inputs, question, coverage);
	let sum = 0n;
	let n = 0;
	for (const hour of inputs.feeHours) {
		sum += hour.sum;
		n += withoutZeros(question) ? hour.count - hour.zero : hour.count;
	}
	if (n === 0) return noValue(emptyReason(question), unitOfSample(question));
	const value = Number(sum) / n;
	const interval: Interval = coverage === 1 ? [value, value] : [null, null];
	return { value, interval, n, sampleUnit: unitOfSample(question), peakAt: null, reason: null };
}

/** A percentile over everything in the window; where blocks are missing its interval widens by their share. */
function evaluateFeeQuantile(
	inputs: MeasureInputs,
	question: Question,
	coverage: number
): Evaluated {
	if (isPriced(inputs)) return evaluateQuantileInDollars(inputs, question, coverage);
	const counts = merged(inputs);
	const options = { withoutZeros: withoutZeros(question) };
	const quantile = quantileOf(question.statistic);
	const missing = 1 - coverage;
	const at = histogramQuantile(counts, quantile, options);
	const low = histogramQuantile(counts, Math.max(0, quantile - missing), options);
	const high = histogramQuantile(counts, Math.min(1, quantile + missing), options);
	const sampleUnit = unitOfSample(question);
	if (!at || !low || !high) return noValue(emptyReason(question), sampleUnit);
	return {
		value: at.value,
		interval: [low.low, high.high],
		n: at.n,
		sampleUnit,
		peakAt: null,
		reason: null
	};
}

function isPriced(inputs: MeasureInputs): inputs is PricedInputs {
	return inputs.prices !== null;
}

function dailyMediansInDollars(
	inputs: PricedInputs,
	question: Pick<Question, 'zeroFees'>
): DailyValue[] {
	const days = Map.groupBy(pricedFees(inputs, withoutZeros(question)), ({ day }) => day);
	return [...days.values()].flatMap((fees) => pricedQuantile(fees, 0.5, 0) ?? []);
}

function evaluateMeanInDollars(
	inputs: PricedInputs,
	question: Question,
	coverage: number
): Evaluated {
	const { value, low, high, n } = pricedSum(inputs, withoutZeros(question));
	if (n === 0) return noValue(emptyReason(question), unitOfSample(question));
	const isWhole = coverage === 1 && priceCoverageOf(inputs) === 1;
	const interval: Interval = isWhole ? [low / n, high / n] : [null, null];
	return {
		value: value / n,
		interval,
		n,
		sampleUnit: unitOfSample(question),
		peakAt: null,
		reason: null
	};
}

function evaluateQuantileInDollars(
	inputs: PricedInputs,
	question: Question,
	coverage: number
): Evaluated {
	const fees = pricedFees(inputs, withoutZeros(question));
	const missing = 1 - coverage * (priceCoverageOf(inputs) ?? 0);
	const found = pricedQuantile(fees, quantileOf(question.statistic), missing);
	if (!found) return noValue(emptyReason(question), unitOfSample(question));
	const { value, low, high, n } = found;
	return {
		value,
		interval: [low, high],
		n,
		sampleUnit: unitOfSample(question),
		peakAt: null,
		reason: null
	};
}

function merged(inputs: MeasureInputs): Map<number, number> {
	const counts = new Map<number, number>();
	for (const row of inputs.histogram)
		counts.set(row.bucket, (counts.get(row.bucket) ?? 0) + row.count);
	return counts;
}

function withoutZeros(question: Pick<Question, 'zeroFees'>): boolean {
	return question.zeroFees === 'excluded';
}

/** Header figures are a value a block; fees from receipts one a transaction. */
function unitOfSample({ metric }: Pick<Question, 'metric'>): 'block' | 'transaction' {
	return feeClassOf(metric) ? 'transaction' : 'block';
}

function emptyReason(question: Question): string {
	if (question.metric === 'fee.base') return 'no block of this window states a base fee';
	if (METRICS[question.metric].facts === 'history')
		return `no block of this window has what ${question.metric} is about`;
	const { subject } = SENTENCE_SUBJECTS[question.metric];
	const what = subject.replace(/^an? /, 'no ');
	return withoutZeros(question) ? `${what} of this window paid a fee` : `${what} in this window`;
}
