import { blockReads } from './blocks.ts';
import type { Engine } from './engine.ts';
import { selectCovered, selectGaps, selectWanted } from './ledger-rows.ts';
import { metaReads } from './meta.ts';
import type { StoreReader } from './ports.ts';
import { rollupReads } from './rollups/reads.ts';
import { statusReads } from './status.ts';
import { verdictReads } from './verdicts.ts';

/** Every read of the port over one open database. */
export function storeReader(engine: Engine): StoreReader {
	const { db } = engine;
	return {
		...metaReads(db),
		...statusReads(db),
		...blockReads(db),
		...rollupReads(db),
		...verdictReads(db),
		findWanted: (chainId, kind) => selectWanted(db, chainId, kind),
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
		close: () => engine.db.destroy()
	};
}
