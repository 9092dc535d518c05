import type { Stage } from '#lib/domain/batches.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { isObserved, PROBED_METRIC } from '#lib/domain/observations.ts';
import { pairOf } from '#lib/domain/price-feeds.ts';
import type { HourPrice } from '#lib/domain/prices.ts';
import { HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { loadBatchLedger, whyNeverByBatch } from './batch-ledger.ts';
import { loadForks } from './fork-figures.ts';
import { hoursWith } from './hours-with.ts';
import type { InputsOf, MeasureInputs } from './inputs.ts';
import { loadStageTimesByClock } from './l1-steps.ts';
import { loadL1Transactions } from './l1-transactions.ts';
import { loadBlocks } from './load-blocks.ts';
import { loadHistory } from './load-history.ts';
import { loadObserved } from './observed.ts';
import { loadProbed } from './probed.ts';
import { STAGE } from './rows-of-metric.ts';
import { loadSettledBatches } from './settled-batches.ts';
import { loadPairPrices } from './token-prices.ts';

/**
 * Read what a metric needs over a window. With `minutes`, from single blocks alone. Throws InvalidRequestError for a
 * window that reaches back to what is no longer kept.
 */
export async function loadInputs(
	reader: SnapshotReader,
	{ chain, metric, peakWindow, inDollars = false }: InputsOf,
	window: TimeWindow,
	minutes = false
): Promise<MeasureInputs> {
	const kind = METRICS[metric].facts;
	const empty: MeasureInputs = {
		chain,
		window,
		observed: [],
		hours: [],
		histogram: [],
		peaks: [],
		feeHours: [],
		userOps: null,
		fullnessHours: null,
		prices: null,
		edgeBlocks: [],
		edgeParents: [],
		stageTimes: [],
		stageClock: null,
		l1Transactions: [],
		settled: null,
		checkHours: [],
		observations: [],
		spans: [],
		events: [],
		whyNone: null
	};
	if (kind === 'none') return empty;
	if (kind === 'price') {
		const prices = await loadPairPrices(reader, chain, pairOf(metric) ?? '', window);
		return { ...empty, prices, observed: prices.hours.map(pricedPart) };
	}
	if (kind === 'check') {
		const checkHours = await reader.getCheckHours(chain.id, window);
		return { ...empty, checkHours, observed: hoursWith(checkHours.map(({ hour }) => hour)) };
	}
	if (kind === 'settlement') {
		const settled = await loadSettledBatches(reader, chain, window, inDollars);
		return { ...empty, settled, prices: settled.prices, observed: settled.observed };
	}
	if (isObserved(metric)) return loadObserved(reader, empty, metric, inDollars);
	if (kind === 'fork') return loadForks(reader, empty, metric);
	if (kind === 'history') return loadHistory(reader, empty, metric, inDollars);
	if (metric === PROBED_METRIC) return loadProbed(reader, empty);
	if (kind === 'observation') return empty;
	if (metric === 'throughput.l1_tx') return loadL1Transactions(reader, empty);
	const stage = STAGE[metric];
	if (kind === 'batch' && stage) return loadStageTimes(reader, empty, metric, stage);
	return loadBlocks(reader, empty, { kind, metric, peakWindow, inDollars, minutes });
}

/** As much of an hour as has a price, wherever in the hour that is. */
function pricedPart({ hour, share }: HourPrice): TimeWindow {
	return { from: hour, to: unixSeconds(hour + Math.floor(share * HOUR)) };
}

async function loadStageTimes(
	reader: SnapshotReader,
	empty: MeasureInputs,
	metric: MetricId,
	stage: Stage
): Promise<MeasureInputs> {
	const { chain, window } = empty;
	const never = whyNeverByBatch(chain, metric);
	if (never !== null) return { ...empty, whyNone: never };
	return {
		...empty,
		...(await loadBatchLedger(reader, chain, window)),
		...(await loadStageTimesByClock(reader, chain.id, window, stage))
	};
}
