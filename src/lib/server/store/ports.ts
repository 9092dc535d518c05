import type { BatchFact, ReachedStage, Stage, StageClock } from '#lib/domain/batches.ts';
import type {
	BlockRange,
	CoveredRange,
	FactKind,
	Gap,
	GapReason
} from '#lib/domain/block-range.ts';
import type { Evaluation } from '#lib/domain/claims.ts';
import type { ObservedRange } from '#lib/domain/coverage.ts';
import {
	FEE_CLASSES,
	type BlockFact,
	type FeeClass,
	type FeeFact,
	type UserOpsFact
} from '#lib/domain/facts.ts';
import type { Finding } from '#lib/domain/findings.ts';
import type { ClaimVerdict } from '#lib/domain/judge/verdict.ts';
import type { FeeHistoryClass, FeeHistoryHour } from '#lib/domain/fee-history.ts';
import type { ForkActivation, ToldFork } from '#lib/domain/forks-seen.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import type { Observation, StoredObservation } from '#lib/domain/observations.ts';
import type { PriceFeedName } from '#lib/domain/price-feeds.ts';
import type { PriceCheck, PriceRound } from '#lib/domain/prices.ts';
import type { DroppedPart } from '#lib/domain/retention.ts';
import type { SettlementFacts } from '#lib/domain/settlement.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { Gas, UnixSeconds, Wei } from '#lib/domain/units.ts';
import type {
	PassRecord,
	EndpointRecord,
	EndpointCheckupRecord,
	EndpointMethods,
	StoredMethod,
	EndpointCheck,
	CheckHour,
	Incident,
	StoredIncident,
	HeadStall
} from './endpoint-records.ts';
import type { UpkeepReads, UpkeepWrites } from './upkeep-ports.ts';

/** The newest blocks an endpoint told of. `finalized` is null where it has no such tag. */
export interface ChainHead {
	readonly chainId: number;
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly hash: string;
	readonly finalized: { readonly number: number; readonly timestamp: UnixSeconds } | null;
	readonly seenAt: UnixSeconds;
	/** Host only. */
	readonly endpoint: string;
}

/** A stored block, as read back for windows that are not whole hours. No hashes: those have a table of their own. */
export interface StoredBlock {
	readonly number: number;
	readonly timestamp: UnixSeconds;
	readonly txCount: number;
	readonly userTxCount: number;
	readonly gasUsed: number;
	/** Null where the block was stored before gas limits were, and was not read again since. */
	readonly gasLimit: Gas | null;
	readonly baseFee: Wei | null;
}

/** One hour's sums over the blocks stored so far. Hours without a stored block have no row. */
export interface BlockHour {
	readonly hour: UnixSeconds;
	readonly blocks: number;
	readonly tx: number;
	readonly userTx: number;
	readonly gas: bigint;
	readonly firstBlock: number;
	readonly lastBlock: number;
}

/**
 * One hour's sums over the stored blocks whose gas limit is known. Hours without one have no row, and chains whose
 * limit binds nothing have none at all.
 */
export interface FullnessHour {
	readonly hour: UnixSeconds;
	readonly blocks: number;
	readonly gasUsed: bigint;
	readonly gasLimit: bigint;
}

/** One hour's user operations, summed over the blocks whose operations are counted. Hours without one have no row. */
export interface UserOpHour {
	readonly hour: UnixSeconds;
	readonly blocks: number;
	readonly userOps: number;
	readonly firstBlock: number;
	readonly lastBlock: number;
}

/** What is summed within peak windows; `user_ops` over the blocks whose operations are counted. */
export const PEAK_QUANTITIES = ['tx', 'user_tx', 'user_ops', 'gas'] as const;
export type PeakQuantity = (typeof PEAK_QUANTITIES)[number];

/** The greatest sum in one hour over windows of `windowSeconds` aligned to UTC; 0 stands for single blocks. */
export interface PeakHour {
	readonly hour: UnixSeconds;
	readonly quantity: PeakQuantity;
	readonly windowSeconds: 0 | 10 | 60;
	readonly value: number;
	/** Start of the window, or the block's time. */
	readonly at: UnixSeconds;
	/** First block of the window. */
	readonly block: number;
}

/**
 * What an hourly histogram counts. `block_interval` has a bucket per whole second; the others are
 * log buckets (`domain/statistics/log-histogram.ts`).
 */
export const HISTOGRAM_CLASSES = ['block_interval', 'base_fee', ...FEE_CLASSES] as const;
export type HistogramClass = (typeof HISTOGRAM_CLASSES)[number];

export interface HistogramRow {
	readonly hour: UnixSeconds;
	readonly bucket: number;
	readonly count: number;
}

/** One hour's fees of a class, summed; `zero` of the `count` cost nothing. */
export interface FeeHour {
	readonly hour: UnixSeconds;
	readonly feeClass: FeeClass;
	readonly count: number;
	readonly zero: number;
	readonly sum: Wei;
}

export type { DatabaseSize, EndpointHead, HeadLook, JobRun } from './upkeep-ports.ts';
export type {
	PassRecord,
	EndpointRecord,
	EndpointRequests,
	EndpointPace,
	EndpointCheckupRecord,
	EndpointMethods,
	StoredMethod,
	EndpointCheck,
	CheckHour,
	Incident,
	StoredIncident,
	HeadStall
} from './endpoint-records.ts';

/** When a batch was sealed, and when it reached one stage. */
export interface StageTime extends Pick<ReachedStage, 'at' | 'settledOn'> {
	readonly batch: number;
	readonly blocks: BlockRange;
	readonly sealedAt: UnixSeconds;
}

/** How many transactions a batch holds. */
export interface BatchSize {
	readonly batch: number;
	readonly txCount: number;
}

export interface StoredVerdict extends ClaimVerdict {
	readonly id: string;
	readonly computedAt: UnixSeconds;
}

/** That a claim showed another finding than before. */
export interface ShownChange {
	readonly claimSlug: string;
	readonly at: UnixSeconds;
	readonly from: Finding;
	readonly to: Finding;
	/** As the verdict that brought it says. */
	readonly reason: string;
}

/** One hour of fee histories: which blocks it has. */
export type FeeHistorySpan = Omit<FeeHistoryHour, 'blocks'>;

/** The reads of fee histories. All rows ascend in time. */
export interface FeeHistoryReads {
	/** The hours of which every block was told of. */
	getFeeHistoryHours(chainId: number, window: TimeWindow): Promise<FeeHistorySpan[]>;
	/** Hours without an amount of the class have no row. */
	getFeeHistorySums(
		chainId: number,
		window: TimeWindow,
		of: FeeHistoryClass
	): Promise<Omit<FeeHour, 'feeClass'>[]>;
	getFeeHistoryBuckets(
		chainId: number,
		window: TimeWindow,
		of: FeeHistoryClass
	): Promise<HistogramRow[]>;
}

/** The reads of what is known of forks, ascending in time. */
export interface ForkReads {
	/** What each host tells of them. */
	getToldForks(chainId: number): Promise<ToldFork[]>;
	getForkActivations(chainId: number): Promise<ForkActivation[]>;
}

/** Reads. `get…` gives a list or a value that always exists; `find…` may give null. */
export interface StoreReader extends FeeHistoryReads, ForkReads, UpkeepReads {
	/** Whether this database was made by `npm run demo`. */
	isDemo(): Promise<boolean>;
	/** Whether any block was ever stored. */
	hasFacts(): Promise<boolean>;
	/** A number that grows with every commit that could change what a page shows. */
	dataVersion(): Promise<number>;

	findHead(chainId: number): Promise<ChainHead | null>;
	/** Ascending; no two of them touch. */
	getWanted(chainId: number, kind: FactKind): Promise<BlockRange[]>;
	/** The block from which on passes follow a chain; null where none ever did. */
	findFollowedFrom(chainId: number): Promise<number | null>;
	/** Ascending, merged. */
	getCovered(chainId: number, kind: FactKind): Promise<CoveredRange[]>;
	/** Ascending by chain, kind, block. */
	getGaps(filter: { chainId?: number; kind?: FactKind }): Promise<Gap[]>;
	/** Of an hour whose raw facts were dropped, only that of its last block and of each that ends a batch is known. */
	findBlockHash(chainId: number, number: number): Promise<string | null>;
	/** The hashes of those of these blocks that are stored, by number. */
	getBlockHashes(chainId: number, numbers: readonly number[]): Promise<Map<number, string>>;
	/** Stretches of full hours of which a part is no longer kept, where they touch the window; ascending, merged. */
	getDropped(chainId: number, part: DroppedPart, window: TimeWindow): Promise<TimeWindow[]>;

	/** Blocks with a timestamp in the window, ascending; of dropped hours only the last. For windows of an hour or so. */
	getBlocks(chainId: number, window: TimeWindow): Promise<StoredBlock[]>;
	findBlock(chainId: number, number: number): Promise<StoredBlock | null>;
	/** The stored blocks with the highest numbers, at most `most`, the highest first; gaps may lie between them. */
	getNewestBlocks(chainId: number, most: number): Promise<StoredBlock[]>;
	/** Stored blocks whose gas limit is not known, ascending: what was stored before limits were. */
	getGasLimitGaps(chainId: number): Promise<BlockRange[]>;
	/** Numbers in the range whose blocks are stored and have at least one user transaction, ascending. */
	getBusyBlocks(chainId: number, range: BlockRange): Promise<number[]>;
	/** Hours within [from, to), ascending; both edges are full hours. */
	getBlockHours(chainId: number, window: TimeWindow): Promise<BlockHour[]>;
	getFullnessHours(chainId: number, window: TimeWindow): Promise<FullnessHour[]>;
	getPeakHours(
		chainId: number,
		window: TimeWindow,
		quantity: PeakQuantity,
		windowSeconds: 0 | 10 | 60
	): Promise<PeakHour[]>;
	getHistogram(
		chainId: number,
		window: TimeWindow,
		histogram: HistogramClass
	): Promise<HistogramRow[]>;
	getFeeHours(chainId: number, window: TimeWindow, feeClass: FeeClass): Promise<FeeHour[]>;

	/** Blocks whose user operations are counted, with the times of both ends; ascending, merged. */
	getUserOpRanges(chainId: number): Promise<ObservedRange[]>;
	/** Blocks kept one by one whose fees are stored and whose user operations were never counted, ascending. */
	getUncountedUserOps(chainId: number): Promise<BlockRange[]>;
	/** Those counted blocks of a range that hold more user operations than users’ transactions, ascending. */
	getUserOps(chainId: number, range: BlockRange): Promise<UserOpsFact[]>;
	getUserOpHours(chainId: number, window: TimeWindow): Promise<UserOpHour[]>;

	/** Stored batches whose last block is in the window, with when one stage was reached by one clock; ascending. */
	getStageTimes(
		chainId: number,
		window: TimeWindow,
		stage: Stage,
		clock: StageClock
	): Promise<StageTime[]>;

	/** Transactions of each stored batch whose last block is in the window, those from L1 too; ascending. */
	getBatchSizes(chainId: number, window: TimeWindow): Promise<BatchSize[]>;
	/** What L1 told of a range of batches, with the transactions that took those steps, and every revert. */
	getSettlement(chainId: number, batches: BlockRange): Promise<Omit<SettlementFacts, 'range'>>;

	/**
	 * Rounds of a price feed within a window, with the last at or before its start and the first at or after its end,
	 * ascending in time.
	 */
	getPriceRounds(feed: PriceFeedName, window: TimeWindow): Promise<PriceRound[]>;
	/** The times in which every round of a feed is known, where they touch the window; ascending, merged. */
	getPriceStretches(feed: PriceFeedName, window: TimeWindow): Promise<TimeWindow[]>;
	/** What the last look at a feed came to; null when it was never looked at. */
	findPriceCheck(feed: PriceFeedName): Promise<PriceCheck | null>;

	/**
	 * What was answered about a chain to one question, with looks within a window, and the last answer before it;
	 * ascending in time.
	 */
	getObservations(about: number, subject: string, window: TimeWindow): Promise<StoredObservation[]>;
	/** When a chain was last asked a question, if since then; null where it was not. By the chain’s own time. */
	findLastLook(chainId: number, subject: string, since: UnixSeconds): Promise<UnixSeconds | null>;
	/** The newest answer to every question about a chain, by subject. */
	getNewestObservations(about: number): Promise<StoredObservation[]>;

	findMeasurement(id: string): Promise<Measurement | null>;
	/** Stored measurements whose id begins so, by id, `most` at most. */
	getMeasurements(prefix: string, most: number): Promise<Measurement[]>;
	/** The newest verdict of every claim with that evaluation; with `asOf`, the newest computed by then. */
	getLatestVerdicts(evaluation: Evaluation, asOf?: UnixSeconds): Promise<StoredVerdict[]>;
	/** Every verdict of a claim, oldest first. */
	getVerdicts(claimSlug: string, evaluation: Evaluation): Promise<StoredVerdict[]>;
	/**
	 * What the embed of a claim's verdict is drawn from: the first of that id, so that it stays what it was. `embed`
	 * is null where none was kept. Null where the claim has no such verdict.
	 */
	findVerdictEmbed(
		claimSlug: string,
		id: string
	): Promise<{ readonly evaluation: Evaluation; readonly embed: string | null } | null>;
	/** The newest changes of what claims show now, newest first, at most so many; with `asOf`, those by then. */
	getRecentChanges(limit: number, asOf?: UnixSeconds): Promise<ShownChange[]>;
	/** When what each claim shows now changed last, by claim; one that never did is left out. With `asOf`, by then. */
	getLastChanges(asOf?: UnixSeconds): Promise<Map<string, UnixSeconds>>;
	findReadingHash(readingId: string, version: number): Promise<string | null>;
	/** The last pass of every chain. */
	getLastPasses(): Promise<PassRecord[]>;
	getEndpoints(): Promise<EndpointRecord[]>;
	/** How large the database is now, and what room is left to it, in bytes; `free` is null where the engine cannot tell. */
	measureRoom(): Promise<{ readonly bytes: number; readonly free: number | null }>;
	/** What each endpoint of a chain was seen to offer, by host and method. */
	getMethods(chainId: number): Promise<StoredMethod[]>;
	/** What examinations found, by host. */
	getCheckups(chainId: number): Promise<EndpointCheckupRecord[]>;
	/** How often endpoints agreed with what is stored, by the hour of the look and by host. */
	getCheckHours(chainId: number, window: TimeWindow): Promise<CheckHour[]>;
	/** The last seen first. */
	getIncidents(chainId: number): Promise<StoredIncident[]>;
	/** Stretches in which the head stood still, where they touch the window; ascending. */
	getHeadStalls(chainId: number, window: TimeWindow): Promise<HeadStall[]>;
	/**
	 * Read several things as they stand at one moment, whatever is written meanwhile. Ask only the reader that
	 * is given: the one outside waits until the snapshot is over.
	 */
	snapshot<Result>(read: (reader: SnapshotReader) => Promise<Result>): Promise<Result>;
	close(): Promise<void>;
}

/** Every read, at one moment. */
export type SnapshotReader = Omit<StoreReader, 'snapshot' | 'measureRoom' | 'close'>;

/** Blocks of one contiguous range, ascending, all of them. */
export interface BlockBatch {
	readonly range: BlockRange;
	readonly blocks: readonly BlockFact[];
}

/** The fees found in one contiguous range whose receipts were all read; often none. */
export interface FeeBatch {
	readonly range: BlockRange;
	readonly fees: readonly FeeFact[];
	/** Of the same blocks; absent where nobody has counted them, which is not none. */
	readonly userOps?: readonly UserOpsFact[];
}

/** Executed batches of one contiguous range, ascending, all of them. */
export interface ExecutedBatches {
	/** Numbers of batches. */
	readonly range: BlockRange;
	readonly batches: readonly BatchFact[];
}

/** What one piece of dropping came to. */
export interface DroppedFacts {
	/** 0 when there is nothing left to drop. */
	readonly hours: number;
	readonly blocks: number;
	readonly fees: number;
	/** Hours as old that were met and stay, since blocks or fees at or in them are missing or not final. */
	readonly waiting: number;
}

/**
 * Writes. Each verb is one transaction: facts, rollups, covered ranges and gaps change together or
 * not at all, and after each `covered + gaps = wanted` holds for every chain and kind.
 */
export interface StoreWriter extends UpkeepWrites {
	markDemo(): Promise<void>;
	/** Remember the newest head; an older number than the stored one is stored too (the chain may have gone back). */
	recordHead(head: ChainHead): Promise<void>;
	/**
	 * Follow a chain from `range.from` on, or from where it was followed before if that is earlier: blocks and fees of
	 * the range are wanted.
	 */
	follow(chainId: number, range: BlockRange): Promise<void>;
	/**
	 * Want a range of a kind too; new blocks become gaps `not_yet_collected`. What lies between it and what was wanted
	 * before stays unwanted.
	 */
	extendWanted(chainId: number, kind: FactKind, range: BlockRange): Promise<void>;
	/**
	 * Store complete blocks, idempotently; of stored ones only a gas limit that is not known yet is taken. Throws ParentMismatchError when a block's parent hash differs
	 * from the stored hash of the block before it, the batch's last hash from the stored child's parent, or
	 * a block from the stored one of its number (then the error names the number after it). Throws
	 * InvalidBatchError for a hole, a time that goes back, or a base fee past 2⁶³ − 1.
	 */
	addBlocks(chainId: number, batch: BlockBatch): Promise<void>;
	/**
	 * Store fees, and the user operations of the same blocks; the range must be covered by blocks, else
	 * BlocksNotCoveredError. Idempotent, each by itself.
	 */
	addFees(chainId: number, batch: FeeBatch): Promise<void>;
	/** Store executed batches, idempotently. Throws InvalidBatchError where they do not follow each other. */
	addBatches(chainId: number, given: ExecutedBatches): Promise<void>;
	/**
	 * Store all that a chain’s contract told in a range of final L1 blocks, idempotently. Throws InvalidBatchError where
	 * something lies outside the range, or names a transaction that is not given.
	 */
	addSettlement(chainId: number, facts: SettlementFacts): Promise<void>;
	/** Say why a range is missing; covered parts of it are left alone. */
	markGap(
		chainId: number,
		kind: FactKind,
		range: BlockRange,
		reason: GapReason,
		detail: string
	): Promise<void>;
	/**
	 * A reorganisation: drop facts kept by the block above `number`, and rebuild the rollups they were in. Nothing
	 * above `newTop` is wanted from then on; what was above `number` becomes gaps `reorganised`. A kind that
	 * wanted nothing above `number` is left alone. Throws RangeError when `newTop` is below `number`, or `number`
	 * is no higher than the last hour whose raw facts were dropped.
	 */
	discardAbove(chainId: number, number: number, newTop: number): Promise<void>;

	/**
	 * Drop blocks, hashes and fees of hours that end by `before`, oldest first, some thousand rows at a time: call it
	 * until it gives 0 hours. Only of hours that nothing can change any more: final, and with all blocks, fees and gas
	 * limits of the hour, and the blocks beside it. Rollups, coverage and gaps stay as they are, and so do the blocks
	 * that the next hour's first interval starts from.
	 */
	dropRawFacts(chainId: number, before: UnixSeconds): Promise<DroppedFacts>;
	/** Drop the rollups of hours that end by `before`, where their raw facts are dropped; gives the hours, 0 at the end. */
	dropRollups(chainId: number, before: UnixSeconds): Promise<number>;
	/**
	 * Give some of the space that nothing uses any more back to the file system, and say how many bytes: call it
	 * until that is 0. An engine that does so by itself gives 0.
	 */
	giveBackSpace(): Promise<number>;

	/**
	 * Keep rounds of a feed, in place of what was told of them before, and what the look at it came to. `known` is a time
	 * of which every round is stored with these.
	 */
	recordPrices(
		feed: PriceFeedName,
		rounds: readonly PriceRound[],
		check: PriceCheck,
		known?: TimeWindow | null
	): Promise<void>;

	/**
	 * Keep what was answered: where it is what the look before came to, less than a day ago, as seen again. A look that
	 * is no later than the last one is left out.
	 */
	recordObservations(observations: readonly Observation[]): Promise<void>;
	/** Store hours of fee histories, in place of what was stored of them before; idempotent. */
	addFeeHistory(chainId: number, hours: readonly FeeHistoryHour[]): Promise<void>;
	/** Keep what hosts tell of forks, in place of what each told before. */
	recordToldForks(chainId: number, forks: readonly ToldFork[]): Promise<void>;
	recordForkActivation(chainId: number, activation: ForkActivation): Promise<void>;

	/** Throws ReadingChangedError when this version is registered with another hash. */
	registerReading(readingId: string, version: number, sha256: string): Promise<void>;
	/**
	 * Measurements are immutable (same id, same row); the verdict is appended unless equal to the latest, with
	 * what its embed is drawn from. Gives whether it was appended.
	 */
	saveVerdict(
		verdict: ClaimVerdict,
		computedAt: UnixSeconds,
		embed?: string | null
	): Promise<boolean>;
	recordPass(pass: PassRecord): Promise<void>;
	/** Keep that no next pass over a chain is planned any more, nor any job of that chain. */
	unschedulePass(chainId: number): Promise<void>;
	recordEndpoint(endpoint: EndpointRecord): Promise<void>;
	recordMethods(methods: EndpointMethods): Promise<void>;
	/** What was not found out this time stays as it was known before. */
	recordCheckup(checkup: EndpointCheckupRecord): Promise<void>;
	/** Adds to what was recorded in the same hour. */
	recordCheck(check: EndpointCheck): Promise<void>;
	recordIncident(incident: Incident): Promise<void>;
	/** Keep that a head stands still, or until when it did. */
	recordHeadStall(chainId: number, stall: HeadStall): Promise<void>;
	close(): Promise<void>;
}

/** A store for a collector: it reads what it has, and writes. */
export interface Store extends StoreReader, StoreWriter {}
