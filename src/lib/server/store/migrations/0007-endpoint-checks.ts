import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * How often each endpoint agreed with what is stored, and what a person must look at. The meaning and unit of each
 * column: `docs/tables.md`.
 */
export function endpointChecks(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const inItsKey = sql.raw(words.clustered);
			const text = sql.raw<string>(words.text);
			const checks = db.schema
				.createTable('endpoint_check')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('hour', 'bigint', (column) => column.notNull())
				.addColumn('host', text, (column) => column.notNull())
				.addColumn('compared', 'integer', (column) => column.notNull())
				.addColumn('disagreed', 'integer', (column) => column.notNull())
				.addPrimaryKeyConstraint('endpoint_check_key', ['chain_id', 'hour', 'host']);
			const incidents = db.schema
				.createTable('incident')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('kind', text, (column) => column.notNull())
				.addColumn('block', 'bigint', (column) => column.notNull())
				.addColumn('first_seen_at', 'bigint', (column) => column.notNull())
				.addColumn('last_seen_at', 'bigint', (column) => column.notNull())
				.addColumn('detail', text, (column) => column.notNull())
				.addPrimaryKeyConstraint('incident_key', ['chain_id', 'kind', 'block']);
			for (const table of [checks, incidents])
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
		}
	};
}
