import type { Chain } from '#lib/domain/chains.ts';
import { predecessorReach } from '#lib/domain/block-intervals.ts';
import type { BlockRange } from '#lib/domain/block-range.ts';
import { cutWindows } from '#lib/domain/coverage.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import type { Interval } from '#lib/domain/measurement.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { PROBED_METRIC } from '#lib/domain/observations.ts';
import { bucketStart, DAY, HOUR, iso, MINUTE, type TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { StoredBlock } from '#lib/server/store/ports/blocks.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';
import { coverageOf, evaluate, type Evaluated, type Question } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import { batchesByBucket } from './l1-transactions.ts';
import { loadInputs } from './load-inputs.ts';
import { blocksOf, madeNoBlock } from './no-block.ts';
import { refuseShortPeakWindow } from './peak-window.ts';
import { checkRequest, InvalidRequestError, isDaily } from './request.ts';

export const RESOLUTIONS = { '1m': MINUTE, '1h': HOUR, '1d': DAY } as const;
export type Resolution = keyof typeof RESOLUTIONS;

/** A bucket of a series. `provisional` lies above the finalized head, or is not over yet. */
export interface SeriesPoint {
	readonly t: UnixSeconds;
	readonly value: number | null;
	readonly interval: Interval;
	readonly n: number;
	readonly coverage: number;
	readonly provisional: boolean;
	readonly reason: string | null;
	/** Whether all of the bucket is covered, and the chain made no block in it. */
	readonly noBlock: boolean;
	/** From the first stored block of the bucket to the last; null where what is measured is no matter of blocks. */
	readonly blocks: BlockRange | null;
	/** Where a maximum lies. */
	readonly peakAt: Evaluated['peakAt'];
	/** The 10th and the 90th percentile beside a median, of metrics that have them. */
	readonly spread: readonly [low: number, high: number] | null;
}

/** More points than this are refused: ask for a coarser resolution. */
const MOST_POINTS = 10_000;

/**
 * The value of a metric in every bucket of a window, empty buckets included. The window must start and end
 * on full buckets. Throws InvalidRequestError otherwise.
 */
export async function series(
	reader: StoreReader,
	chain: Chain,
	question: Question,
	window: TimeWindow,
	resolution: Resolution
): Promise<SeriesPoint[]> {
	checkRequest({ ...question, chain, window, baseWindow: null });
	const size = RESOLUTIONS[resolution];
	checkBuckets(question, window, resolution);
	const { inputs, finalizedTo } = await reader.snapshot(async (still) => {
		await refuseShortPeakWindow(still, chain, question.peakWindow, window);
		return {
			inputs: await loadInputs(still, { ...question, chain }, window, size < HOUR),
			finalizedTo: (await still.findHead(chain.id))?.finalized?.timestamp ?? 0
		};
	});
	// An answer may count in several buckets, and what a probe took in its own only.
	const slices = sliceByBucket(inputs, size, question.metric === PROBED_METRIC);
	const points: SeriesPoint[] = [];
	for (let t = window.from; t < window.to; t = unixSeconds(t + size)) {
		const slice = slices(t);
		const { value, interval, n, reason, peakAt } = evaluate(slice, question);
		const provisional = t + size > finalizedTo;
		const [coverage, blocks] = [coverageOf(slice), blocksOf(slice)];
		const spread = value === null ? null : spreadOf(slice, question);
		const noBlock = madeNoBlock(slice, question.metric);
		points.push({
			...{ t, value, interval, n, coverage, provisional, reason, noBlock },
			...{ blocks, peakAt, spread }
		});
	}
	return points;
}

/** Whether the values of a series have their spread beside them: medians of metrics that have both percentiles. */
export function hasSpread(metric: MetricId, statistic: string): boolean {
	const { statistics } = METRICS[metric];
	return statistic === 'p50' && statistics.includes('p10') && statistics.includes('p90');
}

function spreadOf(slice: MeasureInputs, question: Question): SeriesPoint['spread'] {
	if (!hasSpread(question.metric, question.statistic)) return null;
	const [low, high] = (['p10', 'p90'] as const).map(
		(statistic) => evaluate(slice, { ...question, statistic }).value
	);
	return low === null || low === undefined || high === null || high === undefined
		? null
		: [low, high];
}

function checkBuckets(question: Question, window: TimeWindow, resolution: Resolution): void {
	const size = RESOLUTIONS[resolution];
	for (const edge of ['from', 'to'] as const)
		if (window[edge] % size !== 0)
			throw new InvalidRequestError(
				edge,
				`${edge} must be on a full ${resolution}: the nearest before is ${iso(bucketStart(window[edge], size))}`
			);
	if ((window.to - window.from) / size > MOST_POINTS)
		throw new InvalidRequestError(
			'resolution',
			`more than ${MOST_POINTS} points: ask for a shorter window or a coarser resolution than ${resolution}`
		);
	if (resolution === '1m' && METRICS[question.metric].hourly)
		throw new InvalidRequestError(
			'resolution',
			`${question.metric} is kept by the hour: ask for resolution=1h or 1d`
		);
	if (resolution !== '1d' && isDaily(question.statistic))
		throw new InvalidRequestError(
			'resolution',
			`${question.statistic} sums up whole days: ask for resolution=1d, or for statistic=p50`
		);
	if (resolution === '1m' && window.to - window.from > DAY)
		throw new InvalidRequestError('resolution', 'a series by the minute covers one day at most');
}

/** The same inputs, cut to one bucket; each row is looked at once, however many buckets there are. */
function sliceByBucket(
	inputs: MeasureInputs,
	size: number,
	isProbed: boolean
): (t: UnixSeconds) => MeasureInputs {
	const hours = groupByBucket(inputs.hours, (row) => row.hour, size);
	const histogram = groupByBucket(inputs.histogram, (row) => row.hour, size);
	const feeHours = groupByBucket(inputs.feeHours, (row) => row.hour, size);
	const userOpHours = groupByBucket(inputs.userOps?.hours ?? [], (row) => row.hour, size);
	const fullnessHours = groupByBucket(inputs.fullnessHours ?? [], (row) => row.hour, size);
	const prices = groupByBucket(inputs.prices?.hours ?? [], (row) => row.hour, size);
	const edgeBlocks = groupByBucket(inputs.edgeBlocks, (block) => block.timestamp, size);
	const stageTimes = groupByBucket(inputs.stageTimes, (row) => row.sealedAt, size);
	const l1Transactions = batchesByBucket(inputs.l1Transactions, inputs.window, size);
	const settled = groupByBucket(inputs.settled?.batches ?? [], (row) => row.sealedAt, size);
	const checkHours = groupByBucket(inputs.checkHours, (row) => row.hour, size);
	const probes = groupByBucket(inputs.observations, (row) => row.firstSeenAt, size);
	const spans = groupByBucket(inputs.spans, (row) => row.hour, size);
	const peaks = groupByBucket(inputs.peaks, (row) => row.hour, size);
	const byNumber = new Map(
		[...inputs.edgeParents, ...inputs.edgeBlocks].map((block) => [block.number, block])
	);
	const reach = predecessorReach(FAMILIES[inputs.chain.family].emptyBlocksAreFictive);
	return (t) => {
		const blocks = edgeBlocks.get(t) ?? [];
		const window = { from: t, to: unixSeconds(t + size) };
		return {
			...inputs,
			window,
			observed: cutWindows(inputs.observed, window),
			hours: hours.get(t) ?? [],
			histogram: histogram.get(t) ?? [],
			feeHours: feeHours.get(t) ?? [],
			userOps: inputs.userOps && { ...inputs.userOps, hours: userOpHours.get(t) ?? [] },
			fullnessHours: inputs.fullnessHours && (fullnessHours.get(t) ?? []),
			prices: inputs.prices && { ...inputs.prices, hours: prices.get(t) ?? [] },
			edgeBlocks: blocks,
			edgeParents: blocks[0] ? parentsAmong(byNumber, blocks[0], reach) : [],
			peaks: peaks.get(t) ?? [],
			spans: spans.get(t) ?? [],
			stageTimes: stageTimes.get(t) ?? [],
			l1Transactions: l1Transactions.get(t) ?? [],
			settled: inputs.settled && { ...inputs.settled, batches: settled.get(t) ?? [] },
			checkHours: checkHours.get(t) ?? [],
			observations: isProbed ? (probes.get(t) ?? []) : inputs.observations
		};
	};
}

/** The blocks right before `first`, as far back as its interval may depend on them. */
function parentsAmong(
	byNumber: ReadonlyMap<number, StoredBlock>,
	first: StoredBlock,
	reach: number
): StoredBlock[] {
	const parents: StoredBlock[] = [];
	for (let number = first.number - 1; number >= first.number - reach; number--) {
		const parent = byNumber.get(number);
		if (!parent) break;
		parents.push(parent);
	}
	return parents;
}

function groupByBucket<Row>(
	rows: readonly Row[],
	timeOf: (row: Row) => number,
	size: number
): Map<number, Row[]> {
	const groups = new Map<number, Row[]>();
	for (const row of rows) {
		const bucket = bucketStart(timeOf(row), size);
		const group = groups.get(bucket);
		if (group) group.push(row);
		else groups.set(bucket, [row]);
	}
	return groups;
}
