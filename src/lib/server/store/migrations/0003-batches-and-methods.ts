import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * Batches and when they reached each stage of their settlement, and which methods each endpoint offers. The meaning
 * and unit of each column: `docs/tables.md`.
 */
export function batchesAndMethods(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const inItsKey = sql.raw(words.clustered);
			const text = sql.raw<string>(words.text);
			const batches = db.schema
				.createTable('batch')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('number', 'bigint', (column) => column.notNull())
				.addColumn('from_block', 'bigint', (column) => column.notNull())
				.addColumn('to_block', 'bigint', (column) => column.notNull())
				.addColumn('opened_at', 'bigint', (column) => column.notNull())
				.addColumn('sealed_at', 'bigint', (column) => column.notNull())
				.addColumn('l1_tx_count', 'integer', (column) => column.notNull())
				.addColumn('l2_tx_count', 'integer', (column) => column.notNull())
				.addColumn('root_hash', words.bytes, (column) => column.notNull())
				.addPrimaryKeyConstraint('batch_key', ['chain_id', 'number']);
			const stages = db.schema
				.createTable('batch_stage')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('batch', 'bigint', (column) => column.notNull())
				.addColumn('stage', 'smallint', (column) => column.notNull())
				.addColumn('clock', 'smallint', (column) => column.notNull())
				.addColumn('at', 'bigint', (column) => column.notNull())
				.addColumn('tx_hash', words.bytes)
				.addColumn('settled_on', 'bigint')
				.addPrimaryKeyConstraint('batch_stage_key', ['chain_id', 'batch', 'stage', 'clock']);
			const methods = db.schema
				.createTable('endpoint_method')
				.addColumn('chain_id', 'bigint', (column) => column.notNull())
				.addColumn('host', text, (column) => column.notNull())
				.addColumn('method', text, (column) => column.notNull())
				.addColumn('offered', 'smallint', (column) => column.notNull())
				.addColumn('since', 'bigint', (column) => column.notNull())
				.addColumn('checked_at', 'bigint', (column) => column.notNull())
				.addPrimaryKeyConstraint('endpoint_method_key', ['chain_id', 'host', 'method']);
			for (const table of [batches, stages, methods])
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
			await db.schema
				.createIndex('batch_by_time')
				.on('batch')
				.columns(['chain_id', 'sealed_at'])
				.execute();
		}
	};
}
