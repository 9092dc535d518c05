import { METRICS } from '#lib/domain/metrics/registry.ts';
import { totalSeconds } from '#lib/domain/coverage.ts';
import { relativeFall } from '#lib/domain/statistics/change.ts';
import {
	medianOfDailyMedians,
	type MedianEstimate
} from '#lib/domain/statistics/median-of-daily-medians.ts';
import { relativeGrowth } from '#lib/domain/statistics/relative-growth.ts';
import { cutWindows } from '#lib/domain/coverage.ts';
import { bucketStart, DAY } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { dailyMedians, windowMean } from './distribution.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import { priceCoverageOf } from './in-dollars.ts';
import type { MeasureInputs } from './inputs.ts';
import { quantityOf } from './rows-of-metric.ts';
import type { MeasureRequest } from './request.ts';
import { hourSums } from './throughput.ts';

/** How a window compares with an earlier one, by the statistic that is asked for. */
export function evaluateComparison(
	base: MeasureInputs,
	inputs: MeasureInputs,
	request: MeasureRequest
): Evaluated {
	if (request.statistic === 'change_of_means') return evaluateMeans(base, inputs, request);
	const daily = request.statistic === 'growth' ? dailyRates : dailyMedians;
	// Two intervals at 97.5 % each hold together at 95 % (Bonferroni).
	const before = medianOfDailyMedians(daily(base, request), 0.975);
	const after = medianOfDailyMedians(daily(inputs, request), 0.975);
	if (!before || !after) return noValue(missingReason(base, inputs, before), 'day');
	const found =
		request.statistic === 'growth' ? relativeGrowth(before, after) : relativeFall(before, after);
	if (!found) return noValue('the earlier median is 0, so there is no share of it', 'day');
	const n = Math.min(before.n, after.n);
	return { ...found, n, sampleUnit: 'day', peakAt: null, reason: null };
}

function missingReason(
	base: MeasureInputs,
	inputs: MeasureInputs,
	before: MedianEstimate | null
): string {
	const [inputsOf, which] = before ? [inputs, 'later'] : [base, 'earlier'];
	const { prices, feeHours } = inputsOf;
	if (prices && prices.hours.length === 0 && feeHours.length > 0) return prices.missing;
	return `no day of the ${which} window is collected`;
}

/** The mean rate of each UTC day of which anything is covered: the sum of its blocks ÷ its covered seconds. */
function dailyRates(inputs: MeasureInputs, { metric }: Pick<MeasureRequest, 'metric'>): number[] {
	const quantity = quantityOf(metric);
	if (!quantity) throw new RangeError(`${metric} has no daily rates`);
	const sums = new Map<number, number>();
	for (const hour of hourSums(inputs, quantity)) {
		const day = bucketStart(hour.hour, DAY);
		sums.set(day, (sums.get(day) ?? 0) + hour.sum);
	}
	const rates: number[] = [];
	for (let day = inputs.window.from; day < inputs.window.to; day = unixSeconds(day + DAY)) {
		const covered = cutWindows(inputs.observed, { from: day, to: unixSeconds(day + DAY) });
		const seconds = totalSeconds(covered);
		if (seconds > 0) rates.push((sums.get(day) ?? 0) / seconds);
	}
	return rates;
}

/**
 * The fall from the mean of one window to that of another. What is known whole is no sample: the interval is that of the
 * means themselves, and open where a part of a window is missing.
 */
function evaluateMeans(
	base: MeasureInputs,
	inputs: MeasureInputs,
	request: MeasureRequest
): Evaluated {
	const sampleUnit = METRICS[request.metric].facts === 'price' ? 'hour' : 'block';
	const [before, after] = [windowMean(base), windowMean(inputs)];
	if (!before || !after)
		return noValue(
			missingReason(base, inputs, before && { value: 0, interval: null, n: 0 }),
			sampleUnit
		);
	if (before.value === 0) return noValue('the earlier mean is 0, so there is no share', sampleUnit);
	const isWhole = [base, inputs].every(
		(each) => coverageOf(each) === 1 && (priceCoverageOf(each) ?? 1) === 1
	);
	return {
		value: 1 - after.value / before.value,
		interval:
			isWhole && before.low > 0
				? [1 - after.high / before.low, 1 - after.low / before.high]
				: [null, null],
		n: Math.min(before.n, after.n),
		sampleUnit,
		peakAt: null,
		reason: null
	};
}
