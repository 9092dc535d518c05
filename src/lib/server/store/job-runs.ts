import type { Kysely, Transaction } from 'kysely';
import { bucketStart, DAY } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { SnapshotReader } from './ports/store.ts';
import type { JobRun } from './ports/upkeep.ts';
import { storableText } from './storable-text.ts';
import type { Tables } from './tables.ts';

/** Stands in the key for a job of all chains. */
const ALL_CHAINS = 0;

/** Keep the last run of a job, in place of the one before. */
export async function recordJobRun(transaction: Transaction<Tables>, run: JobRun): Promise<void> {
	const row = {
		started_at: run.startedAt,
		ended_at: run.endedAt,
		outcome: run.outcome,
		detail: storableText(run.detail),
		next_due_at: run.nextDueAt
	};
	await transaction
		.insertInto('job_run')
		.values({ job: run.job, chain_id: run.chainId ?? ALL_CHAINS, ...row })
		.onConflict((conflict) => conflict.columns(['job', 'chain_id']).doUpdateSet(row))
		.execute();
}

/** Keep that no job of a chain is planned any more. */
export async function unscheduleJobs(
	transaction: Transaction<Tables>,
	chainId: number
): Promise<void> {
	await transaction
		.updateTable('job_run')
		.set({ next_due_at: null })
		.where('chain_id', '=', chainId)
		.execute();
}

/** Keep how large the database was when looked at last on a UTC day. */
export async function recordDatabaseSize(
	transaction: Transaction<Tables>,
	at: UnixSeconds,
	bytes: number
): Promise<void> {
	await transaction
		.insertInto('database_size')
		.values({ day: bucketStart(at, DAY), at, bytes })
		.onConflict((conflict) => conflict.column('day').doUpdateSet({ at, bytes }))
		.execute();
}

/** The reads of jobs and of how the database grew. */
export function jobReads(
	db: Kysely<Tables>
): Pick<SnapshotReader, 'getJobRuns' | 'getDatabaseSizes'> {
	return {
		async getJobRuns() {
			const rows = await db
				.selectFrom('job_run')
				.selectAll()
				.orderBy('job')
				.orderBy('chain_id')
				.execute();
			return rows.map((row) => ({
				job: row.job as JobRun['job'],
				chainId: Number(row.chain_id) === ALL_CHAINS ? null : Number(row.chain_id),
				startedAt: unixSeconds(Number(row.started_at)),
				endedAt: unixSeconds(Number(row.ended_at)),
				outcome: row.outcome as JobRun['outcome'],
				detail: row.detail,
				nextDueAt: row.next_due_at === null ? null : unixSeconds(Number(row.next_due_at))
			}));
		},
		async getDatabaseSizes({ from, to }) {
			const rows = await db
				.selectFrom('database_size')
				.selectAll()
				.where('day', '>=', from)
				.where('day', '<', to)
				.orderBy('day')
				.execute();
			return rows.map(({ at, bytes }) => ({
				at: unixSeconds(Number(at)),
				bytes: Number(bytes)
			}));
		}
	};
}
