import type { Kysely, Transaction } from 'kysely';
import { BLOCK_KINDS, type BlockRange } from '#lib/domain/block-range.ts';
import { checkRange, want } from './ledger.ts';
import { loadLedger, saveLedger } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import type { SnapshotReader } from './ports/store.ts';
import type { Tables } from './tables.ts';

/**
 * Keep from which block on a chain is followed, and want the range of every kind that is kept by the block. A later
 * start than before is not kept. Throws RangeError for a range that is none.
 */
export async function follow(
	transaction: Transaction<Tables>,
	chainId: number,
	range: BlockRange
): Promise<void> {
	checkRange(range);
	const before = await followReads(transaction).findFollowedFrom(chainId);
	const row = { from_block: Math.min(range.from, before ?? range.from) };
	let changed = row.from_block !== before;
	if (changed)
		await transaction
			.insertInto('followed_chain')
			.values({ chain_id: chainId, ...row })
			.onConflict((conflict) => conflict.column('chain_id').doUpdateSet(row))
			.execute();
	for (const kind of BLOCK_KINDS) {
		const ledger = await loadLedger(transaction, chainId, kind);
		const wider = want(ledger, range);
		if (wider === ledger) continue;
		await saveLedger(transaction, chainId, kind, ledger, wider);
		changed = true;
	}
	if (changed) await raiseDataVersion(transaction);
}

/** The reads of which chains are followed. */
export function followReads(db: Kysely<Tables>): Pick<SnapshotReader, 'findFollowedFrom'> {
	return {
		async findFollowedFrom(chainId) {
			const row = await db
				.selectFrom('followed_chain')
				.select('from_block')
				.where('chain_id', '=', chainId)
				.executeTakeFirst();
			return row ? Number(row.from_block) : null;
		}
	};
}
