import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/** When a chain's head stood still. The meaning and unit of each column: `docs/tables.md`. */
export function headStalls(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const table = db.schema
				.createTable('head_stall')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('block', 'bigint', (column) => column.notNull())
				.addColumn('since', 'bigint', (column) => column.notNull())
				.addColumn('until', 'bigint')
				.addColumn('endpoints', 'integer', (column) => column.notNull())
				.addPrimaryKeyConstraint('head_stall_key', ['chain_id', 'block']);
			await (words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))).execute();
		}
	};
}
