import type { HourPrice } from '#lib/domain/prices.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import { countedQuantile } from '#lib/domain/statistics/counted-quantile.ts';
import {
	medianOfDailyMedians,
	type DailyValue
} from '#lib/domain/statistics/median-of-daily-medians.ts';
import { bucketStart, DAY } from '#lib/domain/time.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import { evaluateGreatestRise } from './greatest-rise.ts';
import type { MeasureInputs } from './inputs.ts';
import { quantileOf } from './quantile-of.ts';

/** What a token cost over a window: the mean over time, a percentile of the hours’ means, or their typical day. */
export function evaluatePrice(
	inputs: MeasureInputs,
	statistic: Statistic,
	coverage: number
): Evaluated {
	const { prices } = inputs;
	const hours = prices?.hours ?? [];
	if (hours.length === 0) return noValue(prices?.missing ?? 'no price was read', 'hour');
	if (statistic === 'max_rise') return evaluateGreatestRise(inputs, coverage);
	const common = { n: hours.length, sampleUnit: 'hour', peakAt: null, reason: null } as const;
	if (statistic === 'mean') {
		const value = timeMean(hours);
		return { ...common, value, interval: coverage === 1 ? [value, value] : [null, null] };
	}
	if (statistic === 'median_of_daily_medians') {
		const typical = medianOfDailyMedians(dailyMedianPrices(hours));
		if (!typical) return noValue(prices?.missing ?? 'no price was read', 'day');
		const { value, n } = typical;
		const interval = typical.interval ?? ([null, null] as const);
		return { value, interval, n, sampleUnit: 'day', peakAt: null, reason: null };
	}
	const quantile = quantileOf(statistic);
	const missing = 1 - coverage;
	const at = (edge: 'usd' | 'low' | 'high', q: number) =>
		countedQuantile(
			hours.map((hour) => ({ value: hour[edge], count: 1 })),
			Math.min(1, Math.max(0, q))
		);
	return {
		...common,
		value: at('usd', quantile),
		interval: [at('low', quantile - missing), at('high', quantile + missing)]
	};
}

/** The median of the hours’ means of each UTC day that has one, in the order of days. Means over time are exact. */
export function dailyMedianPrices(hours: readonly HourPrice[]): DailyValue[] {
	const days = Map.groupBy(hours, ({ hour }) => bucketStart(hour, DAY));
	return [...days.values()].flatMap(
		(ofDay) =>
			countedQuantile(
				ofDay.map(({ usd }) => ({ value: usd, count: 1 })),
				0.5
			) ?? []
	);
}

function timeMean(hours: readonly HourPrice[]): number {
	const weight = hours.reduce((sum, { share }) => sum + share, 0);
	const mean = hours.reduce((sum, { usd, share }) => sum + usd * share, 0) / weight;
	// Rounding must not put the mean beside what it is the mean of.
	const lowest = hours.reduce((least, { usd }) => Math.min(least, usd), Infinity);
	const highest = hours.reduce((most, { usd }) => Math.max(most, usd), 0);
	return Math.min(highest, Math.max(lowest, mean));
}
