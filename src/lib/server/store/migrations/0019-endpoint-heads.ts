import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * The newest block that each endpoint told of, the last run of each job beside the passes, and how large the database
 * was day by day; nothing of it is known of before. The meaning and unit of each column: `docs/tables.md`.
 */
export function endpointHeads(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const text = sql.raw<string>(words.text);
			const heads = db.schema
				.createTable('endpoint_head')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('host', text, (column) => column.notNull())
				.addColumn('looked_at', 'bigint', (column) => column.notNull())
				.addColumn('asked_at', 'bigint')
				.addColumn('told_at', 'bigint')
				.addColumn('number', 'bigint')
				.addColumn('timestamp', 'bigint')
				.addColumn('detail', text)
				.addPrimaryKeyConstraint('endpoint_head_key', ['chain_id', 'host']);
			const jobs = db.schema
				.createTable('job_run')
				.addColumn('job', text, (column) => column.notNull())
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('started_at', 'bigint', (column) => column.notNull())
				.addColumn('ended_at', 'bigint', (column) => column.notNull())
				.addColumn('outcome', text, (column) => column.notNull())
				.addColumn('detail', text)
				.addColumn('next_due_at', 'bigint')
				.addPrimaryKeyConstraint('job_run_key', ['job', 'chain_id']);
			const sizes = db.schema
				.createTable('database_size')
				.addColumn('day', 'bigint', (column) => column.notNull())
				.addColumn('at', 'bigint', (column) => column.notNull())
				.addColumn('bytes', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('database_size_key', ['day']);
			for (const table of [heads, jobs, sizes])
				await (
					words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))
				).execute();
		}
	};
}
