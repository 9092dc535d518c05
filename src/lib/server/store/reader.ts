import { batchReads } from './batches.ts';
import { blockReads } from './blocks.ts';
import { selectDropped } from './dropped.ts';
import type { Kysely } from 'kysely';
import { checkReads } from './endpoint-checks.ts';
import { stallReads } from './head-stalls.ts';
import { checkupReads } from './endpoint-checkups.ts';
import { methodReads } from './endpoint-methods.ts';
import type { Engine } from './engine.ts';
import { feeHistoryReads } from './fee-history.ts';
import { forkReads } from './forks.ts';
import { followReads } from './follow.ts';
import { selectCovered, selectGaps, selectWanted } from './ledger-rows.ts';
import { metaReads } from './meta.ts';
import { observationReads } from './observations.ts';
import type { SnapshotReader, StoreReader } from './ports/store.ts';
import { priceReads } from './prices.ts';
import { settlementReads } from './settlement.ts';
import { rollupReads } from './rollups/reads.ts';
import { statusReads } from './status.ts';
import type { Tables } from './tables.ts';
import { userOpReads } from './user-ops.ts';
import { verdictReads } from './verdicts.ts';

/** Every read of the port over one open database. */
export function storeReader({ db }: Engine): StoreReader {
	return {
		...readsOf(db),
		snapshot: (read) =>
			db
				.transaction()
				.setAccessMode('read only')
				.execute((transaction) => read(readsOf(transaction))),
		close: () => db.destroy()
	};
}

function readsOf(db: Kysely<Tables>): SnapshotReader {
	return {
		...metaReads(db),
		...statusReads(db),
		...methodReads(db),
		...checkReads(db),
		...stallReads(db),
		...checkupReads(db),
		...blockReads(db),
		...rollupReads(db),
		...userOpReads(db),
		...batchReads(db),
		...settlementReads(db),
		...priceReads(db),
		...observationReads(db),
		...feeHistoryReads(db),
		...forkReads(db),
		...verdictReads(db),
		...followReads(db),
		getWanted: (chainId, kind) => selectWanted(db, chainId, kind),
		async getCovered(chainId, kind) {
			const ranges = await selectCovered(db, chainId, kind);
			return ranges.map(({ from, to, fromTime, toTime, fromHash, toHash }) => ({
				from,
				to,
				fromTime,
				toTime,
				fromHash,
				toHash
			}));
		},
		getGaps: (filter) => selectGaps(db, filter),
		getDropped: (chainId, part, window) => selectDropped(db, chainId, part, window)
	};
}
