import type { Kysely, Transaction } from 'kysely';
import { unixSeconds } from '#lib/domain/units.ts';
import { raiseDataVersion } from './meta.ts';
import type { HeadStall } from './ports/heads.ts';
import type { SnapshotReader } from './ports/store.ts';
import type { Tables } from './tables.ts';

/** Keep that a head stands still, or until when it did. */
export async function recordHeadStall(
	transaction: Transaction<Tables>,
	chainId: number,
	{ block, since, until, endpoints }: HeadStall
): Promise<void> {
	await transaction
		.insertInto('head_stall')
		.values({ chain_id: chainId, block, since, until, endpoints })
		.onConflict((conflict) => conflict.columns(['chain_id', 'block']).doUpdateSet({ until }))
		.execute();
	await raiseDataVersion(transaction);
}

/** The reads of heads that stood still. */
export function stallReads(db: Kysely<Tables>): Pick<SnapshotReader, 'getHeadStalls'> {
	return {
		async getHeadStalls(chainId, window) {
			const rows = await db
				.selectFrom('head_stall')
				.selectAll()
				.where('chain_id', '=', chainId)
				.where('since', '<', window.to)
				.where((where) => where.or([where('until', 'is', null), where('until', '>', window.from)]))
				.orderBy('block')
				.execute();
			return rows.map(({ block, since, until, endpoints }) => ({
				block: Number(block),
				since: unixSeconds(Number(since)),
				until: until === null ? null : unixSeconds(Number(until)),
				endpoints: Number(endpoints)
			}));
		}
	};
}
