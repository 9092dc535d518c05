import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/** What chains answered to fixed questions. The meaning and unit of each column: `docs/tables.md`. */
export function observations(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const text = sql.raw<string>(words.text);
			const table = db.schema
				.createTable('observation')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('about_id', 'bigint', (column) => column.notNull())
				.addColumn('subject', text, (column) => column.notNull())
				.addColumn('first_seen_at', 'bigint', (column) => column.notNull())
				.addColumn('first_block', 'bigint', (column) => column.notNull())
				.addColumn('last_seen_at', 'bigint', (column) => column.notNull())
				.addColumn('last_block', 'bigint', (column) => column.notNull())
				.addColumn('value', text)
				.addColumn('detail', text)
				.addColumn('host', text, (column) => column.notNull())
				.addColumn('method', text, (column) => column.notNull())
				.addPrimaryKeyConstraint('observation_key', [
					'chain_id',
					'about_id',
					'subject',
					'first_seen_at',
					'first_block'
				]);
			await (words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))).execute();
		}
	};
}
