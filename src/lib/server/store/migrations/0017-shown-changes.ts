import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaWords } from '../engine.ts';

/**
 * The verdicts that show another finding than the one before, those of the history too: a verdict is appended every
 * hour, and pages must not read all of them to tell when one changed. The columns: `docs/tables.md`.
 */
export function shownChanges(words: SchemaWords): Migration {
	const text = sql.raw<string>(words.text);
	return {
		async up(db: Kysely<unknown>): Promise<void> {
			const table = db.schema
				.createTable('shown_change')
				.addColumn('claim_slug', text, (column) => column.notNull())
				.addColumn('evaluation', text, (column) => column.notNull())
				.addColumn('ordinal', 'integer', (column) => column.notNull())
				.addColumn('computed_at', 'bigint', (column) => column.notNull())
				.addColumn('from_finding', text, (column) => column.notNull())
				.addColumn('to_finding', text, (column) => column.notNull())
				.addPrimaryKeyConstraint('shown_change_key', ['claim_slug', 'evaluation', 'ordinal']);
			await (words.clustered === '' ? table : table.modifyEnd(sql.raw(words.clustered))).execute();
			await db.schema
				.createIndex('shown_change_time')
				.on('shown_change')
				.columns(['evaluation', 'computed_at'])
				.execute();
			const shown = sql.raw(words.jsonField('body', 'shown'));
			await sql`
				insert into shown_change
				select claim_slug, evaluation, ordinal, computed_at, before, shown from (
					select claim_slug, evaluation, ordinal, computed_at, shown,
						lag(shown) over (partition by claim_slug, evaluation order by ordinal) as before
					from (select claim_slug, evaluation, ordinal, computed_at, ${shown} as shown from verdict) each_verdict
				) with_before
				where before <> shown`.execute(db);
		}
	};
}
