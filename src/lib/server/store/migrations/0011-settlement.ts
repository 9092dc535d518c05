import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * What contracts on L1 tell of the batches of the chains that settle there, and what the transactions cost. The meaning
 * and unit of each column: `docs/tables.md`.
 */
export function settlement(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const inItsKey = sql.raw(words.clustered);
			const steps = db.schema
				.createTable('settlement_step')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('batch', 'bigint', (column) => column.notNull())
				.addColumn('stage', 'smallint', (column) => column.notNull())
				.addColumn('l1_block', 'bigint', (column) => column.notNull())
				.addColumn('log_index', 'integer', (column) => column.notNull())
				.addColumn('at', 'bigint', (column) => column.notNull())
				.addColumn('tx_hash', words.bytes, (column) => column.notNull())
				.addPrimaryKeyConstraint('settlement_step_key', [
					...(['chain_id', 'batch', 'stage', 'l1_block', 'log_index'] as const)
				]);
			const reverts = db.schema
				.createTable('settlement_revert')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('l1_block', 'bigint', (column) => column.notNull())
				.addColumn('log_index', 'integer', (column) => column.notNull())
				.addColumn('committed', 'bigint', (column) => column.notNull())
				.addColumn('proven', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('settlement_revert_key', ['chain_id', 'l1_block', 'log_index']);
			const transactions = db.schema
				.createTable('settlement_transaction')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('l1_block', 'bigint', (column) => column.notNull())
				.addColumn('tx_hash', words.bytes, (column) => column.notNull())
				.addColumn('gas_used', 'bigint', (column) => column.notNull())
				.addColumn('gas_price', 'bigint', (column) => column.notNull())
				.addColumn('blob_gas_used', 'bigint', (column) => column.notNull())
				.addColumn('blob_gas_price', 'bigint')
				.addColumn('input_bytes', 'integer')
				.addColumn('steps', 'integer', (column) => column.notNull())
				.addColumn('commits', 'integer', (column) => column.notNull())
				.addPrimaryKeyConstraint('settlement_transaction_key', [
					...(['chain_id', 'l1_block', 'tx_hash'] as const)
				]);
			for (const table of [steps, reverts, transactions])
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
		}
	};
}
