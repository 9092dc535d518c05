import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * Rounds of price feeds, and fees of token transfers: those were in receipts that earlier versions read and did not
 * keep, so every fee is to be read again. The meaning and unit of each column: `docs/tables.md`.
 */
export function pricesAndTokenFees(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const inItsKey = sql.raw(words.clustered);
			const text = sql.raw<string>(words.text);
			const rounds = db.schema
				.createTable('price_round')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('feed', text, (column) => column.notNull())
				.addColumn('phase', 'integer', (column) => column.notNull())
				.addColumn('round', 'bigint', (column) => column.notNull())
				.addColumn('answer', text)
				.addColumn('started_at', 'bigint', (column) => column.notNull())
				.addColumn('updated_at', 'bigint', (column) => column.notNull())
				.addColumn('fault', text)
				.addPrimaryKeyConstraint('price_round_key', ['chain_id', 'feed', 'phase', 'round']);
			const checks = db.schema
				.createTable('price_check')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('feed', text, (column) => column.notNull())
				.addColumn('checked_at', 'bigint', (column) => column.notNull())
				.addColumn('known_to', 'bigint')
				.addColumn('ok', 'smallint', (column) => column.notNull())
				.addColumn('detail', text)
				.addPrimaryKeyConstraint('price_check_key', ['chain_id', 'feed']);
			for (const table of [rounds, checks])
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
			await readFeesAgain(db);
		}
	};
}

async function readFeesAgain(db: Kysely<unknown>): Promise<void> {
	await sql`delete from transfer_fee`.execute(db);
	await sql`delete from fee_hour`.execute(db);
	// 3 is the class of plain transfers.
	await sql`delete from histogram_hour where class = 3`.execute(db);
	await sql`delete from covered_range where kind = 'fee'`.execute(db);
	await sql`delete from gap where kind = 'fee'`.execute(db);
	await sql`insert into gap (chain_id, kind, from_block, to_block, reason)
		select chain_id, kind, from_block, to_block, 'not_yet_collected'
		from wanted_range where kind = 'fee'`.execute(db);
}
