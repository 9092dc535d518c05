import type { HourPrice } from '#lib/domain/prices.ts';
import { countedQuantile } from '#lib/domain/statistics/counted-quantile.ts';
import { bucketBounds, bucketValue, ZERO_BUCKET } from '#lib/domain/statistics/log-histogram.ts';
import { bucketStart, DAY } from '#lib/domain/time.ts';
import type { MeasureInputs } from './inputs.ts';
import { pricedShareOf } from './settlement.ts';
import type { TokenPrices } from './token-prices.ts';

/** Gas token in one wei. */
const PER_WEI = 1e-18;

/** Fees of one bucket in one hour, in USD: the value that stands for them, and where they lie for certain. */
export interface PricedFees {
	readonly day: number;
	readonly value: number;
	/** The bucket’s lower edge at the hour’s lowest price, its upper edge at the highest. */
	readonly low: number;
	readonly high: number;
	readonly count: number;
}

/** Inputs with prices. */
export type PricedInputs = MeasureInputs & { readonly prices: TokenPrices };

/** Fees at their own hour’s price; those of hours without one are left out. */
export function pricedFees(inputs: PricedInputs, withoutZeros: boolean): PricedFees[] {
	const priceOf = pricesByHour(inputs);
	return inputs.histogram.flatMap(({ hour, bucket, count }) => {
		const price = priceOf.get(hour);
		if (!price || (withoutZeros && bucket === ZERO_BUCKET)) return [];
		const { low, high } = bucketBounds(bucket);
		return [
			{
				day: bucketStart(hour, DAY),
				value: bucket === ZERO_BUCKET ? 0 : bucketValue(bucket) * PER_WEI * price.usd,
				low: low * PER_WEI * price.low,
				high: high * PER_WEI * price.high,
				count
			}
		];
	});
}

/** A percentile of priced fees, with the bounds that hold for `missing`, the share of all fees that is not known. */
export function pricedQuantile(
	fees: readonly PricedFees[],
	quantile: number,
	missing: number
): { value: number; low: number; high: number; n: number } | null {
	const by = (edge: 'value' | 'low' | 'high') =>
		fees.map((each) => ({ value: each[edge], count: each.count }));
	const value = countedQuantile(by('value'), quantile);
	const low = countedQuantile(by('low'), Math.max(0, quantile - missing));
	const high = countedQuantile(by('high'), Math.min(1, quantile + missing));
	if (value === null || low === null || high === null) return null;
	return { value, low, high, n: fees.reduce((sum, { count }) => sum + count, 0) };
}

/** The sum of the fees of hours with a price, in USD, with its bounds, and how many they are. */
export function pricedSum(
	inputs: PricedInputs,
	withoutZeros: boolean
): { value: number; low: number; high: number; n: number } {
	const priceOf = pricesByHour(inputs);
	const total = { value: 0, low: 0, high: 0, n: 0 };
	for (const { hour, sum, count, zero } of inputs.feeHours) {
		const price = priceOf.get(hour);
		if (!price) continue;
		const tokens = Number(sum) * PER_WEI;
		total.value += tokens * price.usd;
		total.low += tokens * price.low;
		total.high += tokens * price.high;
		total.n += withoutZeros ? count - zero : count;
	}
	return total;
}

/**
 * The share of the window’s fees that has a price, 0 to 1; null where no price is needed. An hour that has a price for
 * a part of it counts for that part. Where there are no fees, all of them have one, unless there is no price at all.
 */
export function priceCoverageOf(inputs: MeasureInputs): number | null {
	const { prices, feeHours, settled } = inputs;
	if (!prices) return null;
	if (settled) return pricedShareOf(settled);
	const all = feeHours.reduce((sum, { count }) => sum + count, 0);
	if (all === 0) return prices.hours.length === 0 ? 0 : 1;
	const priceOf = pricesByHour({ ...inputs, prices });
	const priced = feeHours.reduce(
		(sum, { hour, count }) => sum + count * (priceOf.get(hour)?.share ?? 0),
		0
	);
	return priced / all;
}

function pricesByHour({ prices }: PricedInputs): ReadonlyMap<number, HourPrice> {
	return new Map(prices.hours.map((each) => [each.hour, each]));
}
