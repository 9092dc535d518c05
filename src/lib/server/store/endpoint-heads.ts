import type { Kysely, Transaction } from 'kysely';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { SnapshotReader } from './ports/store.ts';
import type { EndpointHead, HeadLook } from './ports/upkeep.ts';
import { storableText } from './storable-text.ts';
import type { Tables } from './tables.ts';

/** Keep what a look at the newest blocks of endpoints came to; of one that did not tell, what it told before stays. */
export async function recordHeadLook(
	transaction: Transaction<Tables>,
	chainId: number,
	at: UnixSeconds,
	looks: readonly HeadLook[]
): Promise<void> {
	for (const { host, outcome, detail = null, newest } of looks) {
		const row = {
			looked_at: at,
			detail: storableText(detail),
			...(outcome === 'resting' ? {} : { asked_at: at }),
			...(newest && { told_at: at, number: newest.number, timestamp: newest.timestamp })
		};
		await transaction
			.insertInto('endpoint_head')
			.values({
				...{
					chain_id: chainId,
					host,
					asked_at: null,
					told_at: null,
					number: null,
					timestamp: null
				},
				...row
			})
			.onConflict((conflict) => conflict.columns(['chain_id', 'host']).doUpdateSet(row))
			.execute();
	}
}

/** The reads of newest blocks. */
export function headReads(db: Kysely<Tables>): Pick<SnapshotReader, 'getEndpointHeads'> {
	return {
		async getEndpointHeads(chainId) {
			const rows = await db
				.selectFrom('endpoint_head')
				.selectAll()
				.where('chain_id', '=', chainId)
				.orderBy('host')
				.execute();
			return rows.map(toHead);
		}
	};
}

function toHead(row: Tables['endpoint_head']): EndpointHead {
	const [lookedAt, askedAt, toldAt] = [row.looked_at, row.asked_at, row.told_at].map(seconds);
	const isAsked = askedAt === lookedAt;
	return {
		host: row.host,
		lookedAt: lookedAt as UnixSeconds,
		askedAt: askedAt ?? null,
		outcome: !isAsked ? 'resting' : toldAt === lookedAt ? 'told' : 'refused',
		detail: row.detail,
		told:
			!toldAt || row.number === null || row.timestamp === null
				? null
				: {
						number: Number(row.number),
						timestamp: unixSeconds(Number(row.timestamp)),
						at: toldAt
					}
	};
}

function seconds(value: number | null): UnixSeconds | null {
	return value === null ? null : unixSeconds(Number(value));
}
