import type { BatchReads, BatchWrites } from './batches.ts';
import type { BlockReads, BlockWrites } from './blocks.ts';
import type { EndpointReads, EndpointWrites } from './endpoints.ts';
import type { FeeHistoryReads, FeeHistoryWrites } from './fee-history.ts';
import type { FeeWrites, UserOpReads } from './receipts.ts';
import type { ForkReads, ForkWrites } from './forks.ts';
import type { HeadReads, HeadWrites } from './heads.ts';
import type { LedgerReads, LedgerWrites } from './ledger.ts';
import type { ObservationReads, ObservationWrites } from './observations.ts';
import type { PriceReads, PriceWrites } from './prices.ts';
import type { RetentionReads, RetentionWrites } from './retention.ts';
import type { RollupReads } from './rollups.ts';
import type { VerdictReads, VerdictWrites } from './verdicts.ts';

/** Every read, at one moment. `get…` gives a list or a value that always exists; `find…` may give null. */
export interface SnapshotReader
	extends
		HeadReads,
		LedgerReads,
		BlockReads,
		RollupReads,
		UserOpReads,
		FeeHistoryReads,
		BatchReads,
		PriceReads,
		ObservationReads,
		ForkReads,
		VerdictReads,
		EndpointReads,
		RetentionReads {
	/** Whether this database was made by `npm run demo`. */
	isDemo(): Promise<boolean>;
	/** A number that grows with every commit that could change what a page shows. */
	dataVersion(): Promise<number>;
}

/** Reads of an open database, each as it stands then. */
export interface StoreReader extends SnapshotReader {
	/**
	 * Read several things as they stand at one moment, whatever is written meanwhile. Ask only the reader that
	 * is given: the one outside waits until the snapshot is over.
	 */
	snapshot<Result>(read: (reader: SnapshotReader) => Promise<Result>): Promise<Result>;
	close(): Promise<void>;
}

/**
 * Writes. Each verb is one transaction: facts, rollups, covered ranges and gaps change together or
 * not at all, and after each `covered + gaps = wanted` holds for every chain and kind.
 */
export interface StoreWriter
	extends
		HeadWrites,
		LedgerWrites,
		BlockWrites,
		FeeWrites,
		FeeHistoryWrites,
		BatchWrites,
		PriceWrites,
		ObservationWrites,
		ForkWrites,
		VerdictWrites,
		EndpointWrites,
		RetentionWrites {
	markDemo(): Promise<void>;
	close(): Promise<void>;
}

/** A store for a collector: it reads what it has, and writes. */
export interface Store extends StoreReader, StoreWriter {}
