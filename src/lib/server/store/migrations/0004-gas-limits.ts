import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * Gas limits of blocks, as ranges of equal ones, and the sums that say how full an hour's blocks were. Headers that
 * earlier versions read stated a limit that was not kept: what is stored by now has none until it is read again.
 * The meaning and unit of each column: `docs/tables.md`.
 */
export function gasLimits(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const inItsKey = sql.raw(words.clustered);
			const text = sql.raw<string>(words.text);
			const ranges = db.schema
				.createTable('gas_limit_range')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('from_block', 'bigint', (column) => column.notNull())
				.addColumn('to_block', 'bigint', (column) => column.notNull())
				.addColumn('gas_limit', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('gas_limit_range_key', ['chain_id', 'from_block']);
			const gaps = db.schema
				.createTable('gas_limit_gap')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('from_block', 'bigint', (column) => column.notNull())
				.addColumn('to_block', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('gas_limit_gap_key', ['chain_id', 'from_block']);
			const hours = db.schema
				.createTable('fullness_hour')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('hour', 'bigint', (column) => column.notNull())
				.addColumn('blocks', 'integer', (column) => column.notNull())
				.addColumn('gas_used', 'bigint', (column) => column.notNull())
				.addColumn('gas_limit', text, (column) => column.notNull())
				.addPrimaryKeyConstraint('fullness_hour_key', ['chain_id', 'hour']);
			for (const table of [ranges, gaps, hours])
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
			await sql`insert into gas_limit_gap (chain_id, from_block, to_block)
				select chain_id, from_block, to_block from covered_range where kind = 'block'`.execute(db);
		}
	};
}
