import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/** What the embeds of verdicts are drawn from; verdicts from before have none. Each column: `docs/tables.md`. */
export function verdictEmbeds(words: SchemaWords): Migration {
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const text = sql.raw<string>(words.text);
			const table = db.schema
				.createTable('verdict_embed')
				.addColumn('claim_slug', text, (column) => column.notNull())
				.addColumn('verdict_id', text, (column) => column.notNull())
				.addColumn('body', text, (column) => column.notNull())
				.addPrimaryKeyConstraint('verdict_embed_key', ['claim_slug', 'verdict_id']);
			await (words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))).execute();
		}
	};
}
