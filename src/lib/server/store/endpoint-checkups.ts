import type { Kysely, Transaction } from 'kysely';
import { unixSeconds } from '#lib/domain/units.ts';
import type { EndpointCheckupRecord } from './ports/endpoints.ts';
import type { SnapshotReader } from './ports/store.ts';
import { storableText } from './storable-text.ts';
import type { Tables } from './tables.ts';

/** Keep what an examination of an endpoint found; what it did not find out stays as it was known before. */
export async function recordCheckup(
	transaction: Transaction<Tables>,
	{ chainId, host, checkedAt, callsARequest, feeHistory }: EndpointCheckupRecord
): Promise<void> {
	const found = {
		checked_at: checkedAt,
		...(callsARequest === null ? {} : { batch_calls: callsARequest }),
		...(feeHistory === null
			? {}
			: {
					fee_history: feeHistory.ratio,
					fee_history_detail: storableText(feeHistory.detail)
				})
	};
	await transaction
		.insertInto('endpoint_checkup')
		.values({
			chain_id: chainId,
			host,
			batch_calls: null,
			fee_history: null,
			fee_history_detail: null,
			...found
		})
		.onConflict((conflict) => conflict.columns(['chain_id', 'host']).doUpdateSet(found))
		.execute();
}

/** The reads of examinations. */
export function checkupReads(db: Kysely<Tables>): Pick<SnapshotReader, 'getCheckups'> {
	return {
		async getCheckups(chainId) {
			const rows = await db
				.selectFrom('endpoint_checkup')
				.selectAll()
				.where('chain_id', '=', chainId)
				.orderBy('host')
				.execute();
			return rows.map((row) => ({
				chainId: Number(row.chain_id),
				host: row.host,
				checkedAt: unixSeconds(Number(row.checked_at)),
				callsARequest: row.batch_calls === null ? null : Number(row.batch_calls),
				feeHistory:
					row.fee_history === null
						? null
						: {
								ratio: row.fee_history as FeeHistoryRatio,
								detail: row.fee_history_detail
							}
			}));
		}
	};
}

type FeeHistoryRatio = NonNullable<EndpointCheckupRecord['feeHistory']>['ratio'];
