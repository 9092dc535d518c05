import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * Fee histories by the hour, the times of which all rounds of a price feed are known, and what is known of Ethereum’s
 * forks. The meaning and unit of each column: `docs/tables.md`.
 */
export function feeHistory(words: SchemaWords): Migration {
	const [text, bytes] = [sql.raw<string>(words.text), sql.raw<string>(words.bytes)];
	const make = (table: CreateTableBuilder<string, never>): Promise<void> =>
		(words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))).execute();
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const table = (name: string, integers: readonly string[]) =>
				integers.reduce(
					(made, column) => made.addColumn(column, 'bigint', (each) => each.notNull()),
					db.schema.createTable(name) as CreateTableBuilder<string, never>
				);
			await make(
				table('fee_history_hour', ['chain_id', 'hour', 'from_block', 'to_block'])
					.addColumn('to_hash', bytes, (column) => column.notNull())
					.addPrimaryKeyConstraint('fee_history_hour_key', ['chain_id', 'hour'] as never)
			);
			await make(
				table('fee_history_sum', [
					...['chain_id', 'class', 'hour', 'count', 'zero', 'sum_gwei', 'sum_wei_rest']
				]).addPrimaryKeyConstraint('fee_history_sum_key', ['chain_id', 'class', 'hour'] as never)
			);
			await make(
				table('fee_history_bucket', [
					...['chain_id', 'class', 'hour', 'bucket', 'count']
				]).addPrimaryKeyConstraint('fee_history_bucket_key', [
					...['chain_id', 'class', 'hour', 'bucket']
				] as never)
			);
			await make(
				table('price_stretch', ['chain_id'])
					.addColumn('feed', text, (column) => column.notNull())
					.addColumn('from_time', 'bigint', (column) => column.notNull())
					.addColumn('to_time', 'bigint', (column) => column.notNull())
					.addPrimaryKeyConstraint('price_stretch_key', ['chain_id', 'feed', 'from_time'] as never)
			);
			await make(
				table('told_fork', ['chain_id', 'activates_at'])
					.addColumn('host', text, (column) => column.notNull())
					.addColumn('blob_target', 'bigint')
					.addColumn('blob_max', 'bigint')
					.addColumn('update_fraction', 'bigint')
					.addColumn('checked_at', 'bigint', (column) => column.notNull())
					.addPrimaryKeyConstraint('told_fork_key', ['chain_id', 'activates_at', 'host'] as never)
			);
			await make(
				table('fork_activation', ['chain_id', 'activates_at', 'block', 'timestamp'])
					.addColumn('hash', bytes, (column) => column.notNull())
					.addColumn('parent_timestamp', 'bigint', (column) => column.notNull())
					.addColumn('rule_block', 'bigint')
					.addColumn('rule', text)
					.addPrimaryKeyConstraint('fork_activation_key', ['chain_id', 'activates_at'] as never)
			);
		}
	};
}
