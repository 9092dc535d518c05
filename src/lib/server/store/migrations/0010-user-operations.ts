import { sql, type CreateTableBuilder, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * What users asked for beyond one operation a transaction, where it is counted, and its sums by the hour. Receipts that
 * earlier versions read were not looked at for operations: no block that is stored by now is counted until its receipts
 * are read again. The meaning and unit of each column: `docs/tables.md`.
 */
export function userOperations(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const inItsKey = sql.raw(words.clustered);
			const tables = {
				user_op_extra: { key: ['block_number'], columns: ['extra'] },
				user_op_range: { key: ['from_block'], columns: ['to_block', 'from_time', 'to_time'] },
				user_op_hour: {
					key: ['hour'],
					columns: ['blocks', 'user_ops', 'first_block', 'last_block']
				}
			};
			for (const [name, { key, columns }] of Object.entries(tables)) {
				let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
				for (const column of ['chain_id', ...key, ...columns])
					table = table.addColumn(column, 'bigint', (definition) => definition.notNull());
				table = table.addPrimaryKeyConstraint(`${name}_key`, ['chain_id', ...key]);
				await (words.clustered === '' ? table : table.modifyEnd(inItsKey)).execute();
			}
		}
	};
}
