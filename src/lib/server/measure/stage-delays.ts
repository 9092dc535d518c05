import { isSettledOnEthereum } from '#lib/domain/batches.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import { exactMean, exactQuantile } from '#lib/domain/statistics/exact-histogram.ts';
import { noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { quantileOf } from './quantile-of.ts';

/** Both clocks tell whole seconds, so that each delay is known to one second. */
const CLOCK_SECONDS = 1;

/** How long batches of a window took to reach a stage, from their last block on; settled elsewhere they are left out. */
export function evaluateStageDelays(
	{ stageTimes }: MeasureInputs,
	statistic: Statistic,
	coverage: number
): Evaluated {
	const counts = new Map<number, number>();
	for (const each of stageTimes.filter(isSettledOnEthereum)) {
		const delay = each.at - each.sealedAt;
		counts.set(delay, (counts.get(delay) ?? 0) + 1);
	}
	const mean = exactMean(counts);
	if (!mean)
		return noValue(
			stageTimes.length === 0
				? 'no batch was sealed in this window'
				: `the batches of this window, ${stageTimes.length}, were settled elsewhere than on Ethereum, or it is not known where`,
			'batch'
		);
	const common = { n: mean.n, sampleUnit: 'batch', peakAt: null, reason: null } as const;
	if (statistic === 'mean') {
		const { value } = mean;
		const isWhole = coverage === 1;
		return {
			...common,
			value,
			interval: isWhole ? [value - CLOCK_SECONDS, value + CLOCK_SECONDS] : [null, null]
		};
	}
	const quantile = quantileOf(statistic);
	const missing = 1 - coverage;
	const at = (q: number): number =>
		exactQuantile(counts, Math.min(1, Math.max(0, q)))?.value as number;
	return {
		...common,
		value: at(quantile),
		interval: [at(quantile - missing) - CLOCK_SECONDS, at(quantile + missing) + CLOCK_SECONDS]
	};
}
