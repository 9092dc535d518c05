import type { StageClock } from '#lib/domain/batches.ts';
import type { Chain } from '#lib/domain/chains.ts';
import type { ForkActivation } from '#lib/domain/forks-seen.ts';
import type { PeakWindow } from '#lib/domain/metrics/metric.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import type { StoredObservation } from '#lib/domain/observations.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { BatchL1Transactions, StageTime } from '#lib/server/store/ports/batches.ts';
import type { StoredBlock } from '#lib/server/store/ports/blocks.ts';
import type { CheckHour } from '#lib/server/store/ports/endpoints.ts';
import type { FeeHistorySpan } from '#lib/server/store/ports/fee-history.ts';
import type { UserOpHour } from '#lib/server/store/ports/receipts.ts';
import type {
	BlockHour,
	FeeHour,
	FullnessHour,
	HistogramRow,
	PeakHour
} from '#lib/server/store/ports/rollups.ts';
import type { SettledBatches } from './settled-batches.ts';
import type { TokenPrices } from './token-prices.ts';

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
	/** Hours that fee histories told of, where they are read. */
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
