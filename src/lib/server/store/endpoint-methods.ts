import type { Kysely, Transaction } from 'kysely';
import { unixSeconds } from '#lib/domain/units.ts';
import { raiseDataVersion } from './meta.ts';
import type { EndpointMethods } from './ports/endpoints.ts';
import type { SnapshotReader } from './ports/store.ts';
import type { Tables } from './tables.ts';

/** Keep which methods an endpoint was seen to offer; since when is kept while it stays so. */
export async function recordMethods(
	transaction: Transaction<Tables>,
	{ chainId, host, checkedAt, offered }: EndpointMethods
): Promise<void> {
	const known = new Map(
		(await methodReads(transaction).getMethods(chainId))
			.filter((each) => each.host === host)
			.map((each) => [each.method, each])
	);
	let changed = false;
	for (const [method, isOffered] of Object.entries(offered)) {
		const before = known.get(method);
		const since = before?.offered === isOffered ? before.since : checkedAt;
		changed ||= since === checkedAt;
		const row = { offered: isOffered ? 1 : 0, since, checked_at: checkedAt };
		await transaction
			.insertInto('endpoint_method')
			.values({ chain_id: chainId, host, method, ...row })
			.onConflict((conflict) => conflict.columns(['chain_id', 'host', 'method']).doUpdateSet(row))
			.execute();
	}
	if (changed) await raiseDataVersion(transaction);
}

/** The reads of what endpoints offer. */
export function methodReads(db: Kysely<Tables>): Pick<SnapshotReader, 'getMethods'> {
	return {
		async getMethods(chainId) {
			const rows = await db
				.selectFrom('endpoint_method')
				.selectAll()
				.where('chain_id', '=', chainId)
				.orderBy('host')
				.orderBy('method')
				.execute();
			return rows.map((row) => ({
				host: row.host,
				method: row.method,
				offered: Number(row.offered) === 1,
				since: unixSeconds(Number(row.since)),
				checkedAt: unixSeconds(Number(row.checked_at))
			}));
		}
	};
}
