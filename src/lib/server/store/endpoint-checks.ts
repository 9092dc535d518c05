import { sql, type Kysely, type Transaction } from 'kysely';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { raiseDataVersion } from './meta.ts';
import type { EndpointCheck, Incident } from './ports/endpoints.ts';
import type { SnapshotReader } from './ports/store.ts';
import { storableText } from './storable-text.ts';
import type { Tables } from './tables.ts';

/** Add to how often an endpoint was compared with what is stored, and differed, in an hour. */
export async function recordCheck(
	transaction: Transaction<Tables>,
	{ chainId, host, at, compared, disagreed }: EndpointCheck
): Promise<void> {
	await transaction
		.insertInto('endpoint_check')
		.values({ chain_id: chainId, hour: bucketStart(at, HOUR), host, compared, disagreed })
		.onConflict((conflict) =>
			conflict.columns(['chain_id', 'hour', 'host']).doUpdateSet({
				compared: sql`endpoint_check.compared + excluded.compared`,
				disagreed: sql`endpoint_check.disagreed + excluded.disagreed`
			})
		)
		.execute();
}

/** Keep what a person must look at, with when it was first and last seen. */
export async function recordIncident(
	transaction: Transaction<Tables>,
	{ chainId, kind, block, at, detail }: Incident
): Promise<void> {
	const seen = { last_seen_at: at, detail: storableText(detail) };
	await transaction
		.insertInto('incident')
		.values({ chain_id: chainId, kind, block, first_seen_at: at, ...seen })
		.onConflict((conflict) => conflict.columns(['chain_id', 'kind', 'block']).doUpdateSet(seen))
		.execute();
	await raiseDataVersion(transaction);
}

/** The reads of comparisons and incidents. */
export function checkReads(
	db: Kysely<Tables>
): Pick<SnapshotReader, 'getCheckHours' | 'getIncidents'> {
	return {
		async getCheckHours(chainId, window) {
			const rows = await db
				.selectFrom('endpoint_check')
				.selectAll()
				.where('chain_id', '=', chainId)
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.orderBy('host')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				host: row.host,
				compared: Number(row.compared),
				disagreed: Number(row.disagreed)
			}));
		},
		async getIncidents(chainId) {
			const rows = await db
				.selectFrom('incident')
				.selectAll()
				.where('chain_id', '=', chainId)
				.orderBy('last_seen_at', 'desc')
				.orderBy('kind')
				.orderBy('block')
				.execute();
			return rows.map((row) => ({
				kind: row.kind as Incident['kind'],
				block: Number(row.block),
				firstSeenAt: unixSeconds(Number(row.first_seen_at)),
				lastSeenAt: unixSeconds(Number(row.last_seen_at)),
				detail: row.detail
			}));
		}
	};
}
