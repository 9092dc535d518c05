import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/** Which hours are no longer kept block by block. The meaning and unit of each column: `docs/tables.md`. */
export function retention(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const table = db.schema
				.createTable('dropped_range')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('part', sql.raw<string>(words.text), (column) => column.notNull())
				.addColumn('from_time', 'bigint', (column) => column.notNull())
				.addColumn('to_time', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('dropped_range_key', ['chain_id', 'part', 'from_time']);
			await (words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))).execute();
		}
	};
}
