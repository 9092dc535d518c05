import type { Statistic } from '#lib/domain/metrics/metric.ts';

const QUANTILE: Partial<Record<Statistic, number>> = {
	p05: 0.05,
	p10: 0.1,
	p25: 0.25,
	p50: 0.5,
	p75: 0.75,
	p90: 0.9,
	p95: 0.95,
	p99: 0.99
};

/** The share of values at or below a percentile. Throws RangeError for a statistic that is none. */
export function quantileOf(statistic: Statistic): number {
	const quantile = QUANTILE[statistic];
	if (quantile === undefined) throw new RangeError(`"${statistic}" is no percentile`);
	return quantile;
}
