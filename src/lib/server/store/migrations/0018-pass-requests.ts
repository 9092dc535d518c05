import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * When the next pass over a chain is due, and what the last one asked of each endpoint; of passes from before, neither
 * is known. The meaning and unit of each column: `docs/tables.md`.
 */
export function passRequests(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const text = sql.raw<string>(words.text);
			const table = db.schema
				.createTable('pass_request')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('host', text, (column) => column.notNull())
				.addColumn('requests', 'integer', (column) => column.notNull())
				.addColumn('failed', 'integer', (column) => column.notNull())
				.addColumn('p50_ms', 'integer')
				.addColumn('p95_ms', 'integer')
				.addPrimaryKeyConstraint('pass_request_key', ['chain_id', 'host']);
			await (words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))).execute();
			const pass = db.schema.alterTable('collection_pass');
			await pass.addColumn('next_due_at', 'bigint').execute();
			await pass
				.addColumn('counts_requests', 'smallint', (column) => column.notNull().defaultTo(0))
				.execute();
		}
	};
}
