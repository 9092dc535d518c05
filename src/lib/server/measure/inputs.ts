import { predecessorReach } from '#lib/domain/block-intervals.ts';
import type { Stage, StageClock } from '#lib/domain/batches.ts';
import { subtractRange, type BlockRange } from '#lib/domain/block-range.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { observedWindows, type ObservedRange } from '#lib/domain/coverage.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import {
	isObserved,
	PROBED_METRIC,
	standingIn,
	type StoredObservation
} from '#lib/domain/observations.ts';
import type { ForkActivation } from '#lib/domain/forks-seen.ts';
import type { PeakWindow } from '#lib/domain/metrics/metric.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { pairOf } from '#lib/domain/price-feeds.ts';
import type { HourPrice } from '#lib/domain/prices.ts';
import { bucketStart, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type {
	BatchL1Transactions,
	BlockHour,
	CheckHour,
	FeeHistorySpan,
	FeeHour,
	FullnessHour,
	HistogramRow,
	PeakHour,
	SnapshotReader,
	StageTime,
	StoredBlock,
	UserOpHour
} from '#lib/server/store/ports.ts';
import { loadBatchLedger, whyNeverByBatch } from './batch-ledger.ts';
import { loadForks } from './fork-figures.ts';
import { loadL1Transactions } from './l1-transactions.ts';
import { loadHistory, withBaseFeeHistory } from './load-history.ts';
import { refuseWithoutBlocks, refuseWithoutRollups } from './past-retention.ts';
import { loadStageTimesByClock } from './l1-steps.ts';
import { loadSettledBatches, type SettledBatches } from './settled-batches.ts';
import {
	feeClassOf,
	HISTOGRAM,
	OF_GAS_LIMITS,
	PEAK_SIZES,
	quantityOf,
	STAGE
} from './rows-of-metric.ts';
import { loadPairPrices, loadTokenPrices, type TokenPrices } from './token-prices.ts';

/** Sums of full hours; and, by block number, what blocks hold beyond one operation for each user’s transaction. */
export interface CountedUserOps {
	readonly hours: readonly UserOpHour[];
	readonly extras: ReadonlyMap<number, number>;
}

/**
 * Everything a metric's value over a window is computed from: hourly rollups for its full hours,
 * and single blocks for what is left at its edges. All rows ascend in time.
 */
export interface MeasureInputs {
	readonly chain: Chain;
	readonly window: TimeWindow;
	/** The parts of the window in which every fact is known. */
	readonly observed: readonly TimeWindow[];
	readonly hours: readonly BlockHour[];
	readonly histogram: readonly HistogramRow[];
	/** The greatest of each hour over the asked peak window, where that is shorter than an hour. */
	readonly peaks: readonly PeakHour[];
	readonly feeHours: readonly Omit<FeeHour, 'feeClass'>[];
	/** What is counted of users’ operations, for the metric that is about them; else null. */
	readonly userOps: CountedUserOps | null;
	/** Gas used beside gas limits, for metrics that are about them; else null. */
	readonly fullnessHours: readonly FullnessHour[] | null;
	/** Prices of the gas token, where the answer is asked for in dollars, or of the token asked about; else null. */
	readonly prices: TokenPrices | null;
	/** Blocks of the window that lie in no full hour. */
	readonly edgeBlocks: readonly StoredBlock[];
	/** The stored blocks just before each edge, for the interval of an edge's first block. */
	readonly edgeParents: readonly StoredBlock[];
	/** When the window’s batches reached the asked stage. */
	readonly stageTimes: readonly StageTime[];
	/** By whose clock; null where no stage is asked about. */
	readonly stageClock: StageClock | null;
	/** What batches tell of transactions from L1, the first batch after the window too; empty for other metrics. */
	readonly l1Transactions: readonly BatchL1Transactions[];
	/** What the window’s batches did on L1, for metrics that are about it; else null. */
	readonly settled: SettledBatches | null;
	/** How often endpoints agreed with what is stored, in the window’s hours. */
	readonly checkHours: readonly CheckHour[];
	/** Answers about the chain that count in the window, with the last before it. */
	readonly observations: readonly StoredObservation[];
	/** Hours that fee histories told of, where they are read; or the one stretch of blocks that shows an event. */
	readonly spans: readonly FeeHistorySpan[];
	/** The fork that was asked about, where its first block is known. */
	readonly events: readonly ForkActivation[];
	/** Why nothing of the window is collected, where more is known than that. */
	readonly whyNone: string | null;
}

/** What decides which rows are read. */
export interface InputsOf {
	readonly chain: Chain;
	readonly metric: MetricId;
	readonly peakWindow: PeakWindow | null;
	/** State fees in dollars, each hour’s at that hour’s price of the gas token. */
	readonly inDollars?: boolean;
}

/**
 * Read what a metric needs over a window. With `minutes`, from single blocks alone. Throws InvalidRequestError for a
 * window that reaches back to what is no longer kept.
 */
export async function loadInputs(
	reader: SnapshotReader,
	{ chain, metric, peakWindow, inDollars }: InputsOf,
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
		const hours = [...new Set(checkHours.map(({ hour }) => hour))];
		const observed = hours.map((hour) => ({ from: hour, to: unixSeconds(hour + HOUR) }));
		return { ...empty, checkHours, observed };
	}
	if (kind === 'settlement') {
		const settled = await loadSettledBatches(reader, chain, window, inDollars ?? false);
		return { ...empty, settled, prices: settled.prices, observed: settled.observed };
	}
	if (isObserved(metric)) {
		const observations = await reader.getObservations(chain.id, metric, window);
		const observed = standingIn(observations, metric, window).filter(
			({ observation }) => observation.value !== null
		);
		const prices = inDollars ? await loadTokenPrices(reader, chain, window) : null;
		return {
			...empty,
			observations,
			prices,
			observed: observed.map(({ from, to }) => ({ from, to }))
		};
	}
	if (kind === 'fork') return loadForks(reader, empty, metric);
	if (kind === 'history') return loadHistory(reader, empty, metric, inDollars ?? false);
	const stage = STAGE[metric];
	if (metric === PROBED_METRIC) {
		const stored = await reader.getObservations(chain.id, metric, window);
		const observations = stored.filter(({ firstSeenAt }) => firstSeenAt >= window.from);
		const hours = [...new Set(observations.map((each) => bucketStart(each.firstSeenAt, HOUR)))];
		const observed = hours.map((hour) => ({ from: hour, to: unixSeconds(hour + HOUR) }));
		return { ...empty, observations, observed };
	}
	if (kind === 'observation') return empty;
	if (metric === 'throughput.l1_tx') return loadL1Transactions(reader, empty);
	if (kind === 'batch' && stage) return loadStageTimes(reader, empty, metric, stage);
	await refuseWithoutRollups(reader, chain, window);
	const prices = inDollars ? await loadTokenPrices(reader, chain, window) : null;
	const isOfLimits = OF_GAS_LIMITS.includes(metric);
	const isOfUserOps = kind === 'user_op';
	const stored = isOfUserOps
		? await reader.getUserOpRanges(chain.id)
		: await reader.getCovered(chain.id, kind);
	const covered = isOfLimits ? await withGasLimits(reader, chain, stored) : stored;
	const full = minutes ? null : fullHours(window);
	const edges = edgesAround(window, full);
	await refuseWithoutBlocks(reader, chain, window, edges, minutes);
	const edgeBlocks: StoredBlock[] = [];
	const edgeParents: StoredBlock[] = [];
	for (const edge of edges) {
		const all = await reader.getBlocks(chain.id, edge);
		const blocks = isOfUserOps ? all.filter(({ number }) => isWithin(number, stored)) : all;
		edgeBlocks.push(...blocks);
		if (metric === 'block.interval' && blocks[0])
			edgeParents.push(...(await parentsOf(reader, chain, blocks[0])));
	}
	const observed = observedWindows(covered, window, chain.family);
	const fullnessHours = isOfLimits ? [] : null;
	const userOps = isOfUserOps ? await loadUserOps(reader, chain, edgeBlocks, full) : null;
	const ofEdges = { ...empty, observed, fullnessHours, prices, userOps, edgeBlocks, edgeParents };
	if (!full) return ofEdges;
	const feeClass = feeClassOf(metric);
	const histogram = feeClass ?? HISTOGRAM[metric];
	const quantity = quantityOf(metric);
	const peakSize = peakWindow && PEAK_SIZES[peakWindow];
	const loaded = {
		...ofEdges,
		// Those of all stored blocks: of user operations, some may not be counted.
		hours: isOfUserOps ? [] : await reader.getBlockHours(chain.id, full),
		histogram: histogram ? await reader.getHistogram(chain.id, full, histogram) : [],
		peaks:
			quantity && peakSize !== null
				? await reader.getPeakHours(chain.id, full, quantity, peakSize)
				: [],
		feeHours: feeClass ? await reader.getFeeHours(chain.id, full, feeClass) : [],
		fullnessHours: isOfLimits ? await reader.getFullnessHours(chain.id, full) : null
	};
	return metric === 'fee.base' ? withBaseFeeHistory(reader, loaded) : loaded;
}

function isWithin(number: number, ranges: readonly BlockRange[]): boolean {
	return ranges.some(({ from, to }) => number >= from && number <= to);
}

async function loadUserOps(
	reader: SnapshotReader,
	chain: Chain,
	edgeBlocks: readonly StoredBlock[],
	full: TimeWindow | null
): Promise<CountedUserOps> {
	const [first, last] = [edgeBlocks[0], edgeBlocks.at(-1)];
	const range = first && last && { from: first.number, to: last.number };
	const extras = range ? await reader.getUserOps(chain.id, range) : [];
	const ofEdges = new Set(edgeBlocks.map(({ number }) => number));
	return {
		hours: full ? await reader.getUserOpHours(chain.id, full) : [],
		extras: new Map(
			extras
				.filter(({ blockNumber }) => ofEdges.has(blockNumber))
				.map(({ blockNumber, extra }) => [blockNumber, extra])
		)
	};
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

/** What of ascending covered ranges has gas limits too: blocks from before they were kept may have none. */
async function withGasLimits(
	reader: SnapshotReader,
	chain: Chain,
	covered: readonly ObservedRange[]
): Promise<ObservedRange[]> {
	// Those that bound nothing are not read again, so the blocks at the ends of their gaps need not be there.
	if (FAMILIES[chain.family].gasLimit === 'sentinel') return [...covered];
	const gaps = await reader.getGasLimitGaps(chain.id);
	const parts = gaps.reduce<ObservedRange[]>(subtractRange, [...covered]);
	const times = new Map(
		covered.flatMap(({ from, fromTime, to, toTime }) => [
			...([
				[from, fromTime],
				[to, toTime]
			] as const)
		])
	);
	const timeOf = async (number: number): Promise<UnixSeconds> => {
		const time = times.get(number) ?? (await reader.findBlock(chain.id, number))?.timestamp;
		if (time === undefined) throw new Error(`block ${number} of chain ${chain.id} is not stored`);
		return time;
	};
	const known: ObservedRange[] = [];
	// A range that was cut has other ends, and their times.
	for (const { from, to } of parts)
		known.push({ from, to, fromTime: await timeOf(from), toTime: await timeOf(to) });
	return known;
}

/** The part of a window that is made of full UTC hours, or null. */
function fullHours(window: TimeWindow): TimeWindow | null {
	const from = bucketStart(window.from + HOUR - 1, HOUR);
	const to = bucketStart(window.to, HOUR);
	return from < to ? { from, to } : null;
}

function edgesAround(window: TimeWindow, full: TimeWindow | null): TimeWindow[] {
	if (!full) return [window];
	const edges: TimeWindow[] = [];
	if (window.from < full.from) edges.push({ from: window.from, to: full.from });
	if (full.to < window.to) edges.push({ from: full.to, to: window.to });
	return edges;
}

/** Blocks before `first` that its interval may depend on: one, or more where empty blocks are fictive. */
async function parentsOf(
	reader: SnapshotReader,
	chain: Chain,
	first: StoredBlock
): Promise<StoredBlock[]> {
	const reach = predecessorReach(FAMILIES[chain.family].emptyBlocksAreFictive);
	const parents: StoredBlock[] = [];
	for (let number = first.number - 1; number >= 0 && parents.length < reach; number--) {
		const parent = await reader.findBlock(chain.id, number);
		if (!parent) break;
		parents.unshift(parent);
		if (parent.txCount > 0) break;
	}
	return parents;
}
