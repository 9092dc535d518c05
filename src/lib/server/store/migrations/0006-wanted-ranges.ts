import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * A chain may want several ranges of a kind: the one that is followed, and others that were named. The one range of
 * each kind becomes the first of its set, and where it began is where the chain is followed from. The meaning and unit
 * of each column: `docs/tables.md`.
 */
export function wantedRanges(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const inItsKey = sql.raw(words.clustered);
			const text = sql.raw<string>(words.text);
			const followed = db.schema
				.createTable('followed_chain')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('from_block', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('followed_chain_key', ['chain_id']);
			// No engine changes a primary key alike, so the rows move to a table with the new one.
			const ranges = db.schema
				.createTable('wanted_ranges')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('kind', text, (column) => column.notNull())
				.addColumn('from_block', 'bigint', (column) => column.notNull())
				.addColumn('to_block', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('wanted_ranges_key', ['chain_id', 'kind', 'from_block']);
			for (const table of [followed, ranges])
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
			await sql`insert into followed_chain (chain_id, from_block)
				select chain_id, from_block from wanted_range where kind = 'block'`.execute(db);
			await sql`insert into wanted_ranges (chain_id, kind, from_block, to_block)
				select chain_id, kind, from_block, to_block from wanted_range`.execute(db);
			await db.schema.dropTable('wanted_range').execute();
			await db.schema.alterTable('wanted_ranges').renameTo('wanted_range').execute();
		}
	};
}
