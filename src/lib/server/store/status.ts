import type { Kysely, Selectable, Transaction } from 'kysely';
import { unixSeconds } from '#lib/domain/units.ts';
import type { EndpointRecord, EndpointRequests, PassRecord } from './ports/endpoints.ts';
import type { ChainHead } from './ports/heads.ts';
import type { StoreReader } from './ports/store.ts';
import { storableText } from './storable-text.ts';
import type { Tables } from './tables.ts';

/** Keep the newest head of a chain, as an endpoint told it. */
export async function recordHead(transaction: Transaction<Tables>, head: ChainHead): Promise<void> {
	const { chain_id, ...row } = fromHead(head);
	await transaction
		.insertInto('chain_head')
		.values({ chain_id, ...row })
		.onConflict((conflict) => conflict.column('chain_id').doUpdateSet(row))
		.execute();
}

/** Keep how the last pass over a chain ended, and what it asked of each endpoint: nothing of the one before stays. */
export async function recordPass(
	transaction: Transaction<Tables>,
	pass: PassRecord
): Promise<void> {
	const { chain_id, ...row } = fromPass(pass);
	await transaction
		.insertInto('collection_pass')
		.values({ chain_id, ...row })
		.onConflict((conflict) => conflict.column('chain_id').doUpdateSet(row))
		.execute();
	await transaction.deleteFrom('pass_request').where('chain_id', '=', chain_id).execute();
	if (!pass.requests?.length) return;
	await transaction
		.insertInto('pass_request')
		.values(
			pass.requests.map(({ host, requests, failed, p50Ms, p95Ms }) => ({
				...{ chain_id, host, requests, failed },
				...{ p50_ms: p50Ms, p95_ms: p95Ms }
			}))
		)
		.execute();
}

/** Keep that no next pass over a chain is planned any more. */
export async function unschedulePass(
	transaction: Transaction<Tables>,
	chainId: number
): Promise<void> {
	await transaction
		.updateTable('collection_pass')
		.set({ next_due_at: null })
		.where('chain_id', '=', chainId)
		.execute();
}

/** Keep what an endpoint did when last asked. */
export async function recordEndpoint(
	transaction: Transaction<Tables>,
	endpoint: EndpointRecord
): Promise<void> {
	const { chain_id, host, ...row } = fromEndpoint(endpoint);
	await transaction
		.insertInto('endpoint')
		.values({ chain_id, host, ...row })
		.onConflict((conflict) => conflict.columns(['chain_id', 'host']).doUpdateSet(row))
		.execute();
	if (!endpoint.pace) return;
	const { callsARequest, requestsASecond, isLimit } = endpoint.pace;
	const pace = {
		batch_calls: callsARequest,
		requests_1000s: Math.round(requestsASecond * 1_000),
		is_limit: isLimit ? 1 : 0
	};
	await transaction
		.insertInto('endpoint_pace')
		.values({ chain_id, host, ...pace })
		.onConflict((conflict) => conflict.columns(['chain_id', 'host']).doUpdateSet(pace))
		.execute();
}

/** The reads of heads, passes and endpoints. */
export function statusReads(
	db: Kysely<Tables>
): Pick<StoreReader, 'findHead' | 'getLastPasses' | 'getEndpoints'> {
	return {
		async findHead(chainId) {
			const row = await db
				.selectFrom('chain_head')
				.selectAll()
				.where('chain_id', '=', chainId)
				.executeTakeFirst();
			return row ? toHead(row) : null;
		},
		async getLastPasses() {
			const rows = await db.selectFrom('collection_pass').selectAll().orderBy('chain_id').execute();
			const asked = await db.selectFrom('pass_request').selectAll().orderBy('host').execute();
			return rows.map((row) =>
				toPass(
					row,
					asked.filter(({ chain_id }) => Number(chain_id) === Number(row.chain_id))
				)
			);
		},
		async getEndpoints() {
			const rows = await db
				.selectFrom('endpoint')
				.leftJoin('endpoint_pace', (join) =>
					join
						.onRef('endpoint_pace.chain_id', '=', 'endpoint.chain_id')
						.onRef('endpoint_pace.host', '=', 'endpoint.host')
				)
				.selectAll('endpoint')
				.select(['batch_calls', 'requests_1000s', 'is_limit'])
				.orderBy('endpoint.chain_id')
				.orderBy('endpoint.host')
				.execute();
			return rows.map(toEndpoint);
		}
	};
}

function toHead(row: Selectable<Tables['chain_head']>): ChainHead {
	const { finalized_number: number, finalized_timestamp: timestamp } = row;
	return {
		chainId: Number(row.chain_id),
		number: Number(row.number),
		timestamp: unixSeconds(Number(row.timestamp)),
		hash: row.hash,
		finalized:
			number === null || timestamp === null
				? null
				: { number: Number(number), timestamp: unixSeconds(Number(timestamp)) },
		seenAt: unixSeconds(Number(row.seen_at)),
		endpoint: row.endpoint
	};
}

function fromHead(head: ChainHead): Tables['chain_head'] {
	return {
		chain_id: head.chainId,
		number: head.number,
		timestamp: head.timestamp,
		hash: head.hash.toLowerCase(),
		finalized_number: head.finalized?.number ?? null,
		finalized_timestamp: head.finalized?.timestamp ?? null,
		seen_at: head.seenAt,
		endpoint: head.endpoint
	};
}

function toPass(
	row: Tables['collection_pass'],
	asked: readonly Tables['pass_request'][]
): PassRecord {
	const { next_due_at: next } = row;
	return {
		chainId: Number(row.chain_id),
		startedAt: unixSeconds(Number(row.started_at)),
		endedAt: unixSeconds(Number(row.ended_at)),
		outcome: row.outcome as PassRecord['outcome'],
		detail: row.detail,
		requests: Number(row.counts_requests) === 1 ? asked.map(toRequests) : null,
		nextDueAt: next === null ? null : unixSeconds(Number(next))
	};
}

function toRequests(row: Tables['pass_request']): EndpointRequests {
	const { p50_ms: p50, p95_ms: p95 } = row;
	return {
		host: row.host,
		requests: Number(row.requests),
		failed: Number(row.failed),
		p50Ms: p50 === null ? null : Number(p50),
		p95Ms: p95 === null ? null : Number(p95)
	};
}

function fromPass(pass: PassRecord): Tables['collection_pass'] {
	return {
		chain_id: pass.chainId,
		started_at: pass.startedAt,
		ended_at: pass.endedAt,
		outcome: pass.outcome,
		detail: storableText(pass.detail),
		next_due_at: pass.nextDueAt,
		counts_requests: pass.requests === null ? 0 : 1
	};
}

type PaceColumns = Omit<Tables['endpoint_pace'], 'chain_id' | 'host'>;

function toEndpoint(
	row: Tables['endpoint'] & { [Column in keyof PaceColumns]: PaceColumns[Column] | null }
): EndpointRecord {
	return {
		chainId: Number(row.chain_id),
		host: row.host,
		checkedAt: unixSeconds(Number(row.checked_at)),
		ok: Number(row.ok) === 1,
		detail: row.detail,
		...(row.batch_calls === null || row.requests_1000s === null
			? {}
			: {
					pace: {
						callsARequest: Number(row.batch_calls),
						requestsASecond: Number(row.requests_1000s) / 1_000,
						isLimit: Number(row.is_limit) === 1
					}
				})
	};
}

function fromEndpoint(endpoint: EndpointRecord): Tables['endpoint'] {
	return {
		chain_id: endpoint.chainId,
		host: endpoint.host,
		checked_at: endpoint.checkedAt,
		ok: endpoint.ok ? 1 : 0,
		detail: storableText(endpoint.detail)
	};
}
