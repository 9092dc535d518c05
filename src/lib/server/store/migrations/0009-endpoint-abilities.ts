import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * What an examination found that an endpoint can do, and at which pace the collector asks it. The meaning and unit of
 * each column: `docs/tables.md`.
 */
export function endpointAbilities(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const text = sql.raw<string>(words.text);
			const paces = db.schema
				.createTable('endpoint_pace')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('host', text, (column) => column.notNull())
				.addColumn('batch_calls', 'integer', (column) => column.notNull())
				.addColumn('requests_1000s', 'integer', (column) => column.notNull())
				.addColumn('is_limit', 'smallint', (column) => column.notNull())
				.addPrimaryKeyConstraint('endpoint_pace_key', ['chain_id', 'host']);
			const checkups = db.schema
				.createTable('endpoint_checkup')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('host', text, (column) => column.notNull())
				.addColumn('checked_at', 'bigint', (column) => column.notNull())
				.addColumn('batch_calls', 'integer')
				.addColumn('fee_history', text)
				.addColumn('fee_history_detail', text)
				.addPrimaryKeyConstraint('endpoint_checkup_key', ['chain_id', 'host']);
			const inItsKey = sql.raw(words.clustered);
			for (const table of [paces, checkups])
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
		}
	};
}
