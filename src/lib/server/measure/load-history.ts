import { cutWindows, windowsBetween } from '#lib/domain/coverage.ts';
import type { FeeHistoryClass } from '#lib/domain/fee-history.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import { HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import type { MeasureInputs } from './inputs.ts';
import { loadTokenPrices } from './token-prices.ts';

const CLASS: Partial<Record<MetricId, FeeHistoryClass>> = {
	'fee.tip': 'tip',
	'fee.transfer_price': 'transfer_price',
	'blob.base_fee': 'blob_base_fee'
};

/** What a metric of fee histories is computed from: the hours that were told of whole. */
export async function loadHistory(
	reader: SnapshotReader,
	empty: MeasureInputs,
	metric: MetricId,
	inDollars: boolean
): Promise<MeasureInputs> {
	const { chain, window } = empty;
	const of = CLASS[metric];
	if (!of) throw new RangeError(`${metric} is not read from fee histories`);
	if (chain.family !== 'evm')
		return { ...empty, whyNone: `fee histories are not read of ${chain.name}` };
	const spans = await reader.getFeeHistoryHours(chain.id, window);
	return {
		...empty,
		observed: joined(spans.map(({ hour }) => hour)),
		spans,
		histogram: await reader.getFeeHistoryBuckets(chain.id, window, of),
		feeHours: await reader.getFeeHistorySums(chain.id, window, of),
		prices: inDollars ? await loadTokenPrices(reader, chain, window) : null,
		whyNone: 'no hour of this window is collected by eth_feeHistory'
	};
}

/** Base fees of blocks, and where blocks are missing those that fee histories tell of whole hours. */
export async function withBaseFeeHistory(
	reader: SnapshotReader,
	inputs: MeasureInputs
): Promise<MeasureInputs> {
	const { chain, window, observed } = inputs;
	const isWhole = windowsBetween(window, observed).length === 0;
	if (chain.family !== 'evm' || isWhole) return inputs;
	const spans = (await reader.getFeeHistoryHours(chain.id, window)).filter(
		({ hour }) => windowsBetween(hourOf(hour), cutWindows(observed, hourOf(hour))).length > 0
	);
	if (spans.length === 0) return inputs;
	const told = new Set<number>(spans.map(({ hour }) => hour));
	const buckets = await reader.getFeeHistoryBuckets(chain.id, window, 'base_fee');
	const added = spans.flatMap(({ hour }) => windowsBetween(hourOf(hour), observed));
	return {
		...inputs,
		spans,
		observed: [...observed, ...added].sort((a, b) => a.from - b.from),
		hours: inputs.hours.filter(({ hour }) => !told.has(hour)),
		histogram: [
			...inputs.histogram.filter(({ hour }) => !told.has(hour)),
			...buckets.filter(({ hour }) => told.has(hour))
		].sort((a, b) => a.hour - b.hour)
	};
}

function hourOf(hour: UnixSeconds): TimeWindow {
	return { from: hour, to: unixSeconds(hour + HOUR) };
}

/** Ascending hours as windows, those that follow each other as one. */
function joined(hours: readonly UnixSeconds[]): TimeWindow[] {
	return hours.map(hourOf).reduce<TimeWindow[]>((windows, each) => {
		const last = windows.at(-1);
		if (last?.to === each.from) windows[windows.length - 1] = { from: last.from, to: each.to };
		else windows.push(each);
		return windows;
	}, []);
}
