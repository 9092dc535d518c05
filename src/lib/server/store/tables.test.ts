import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { openSqlite } from './sqlite/engine.ts';

interface TableColumns {
	readonly [table: string]: readonly { name: string; nullable: boolean }[];
}

/** The tables a page of Markdown describes: a heading with the name, then a table of columns. */
function documented(markdown: string): TableColumns {
	const sections = markdown.split(/^### /m).slice(1);
	return Object.fromEntries(
		sections.map((section) => [
			/^`(\w+)`/.exec(section)?.[1] ?? section,
			[...section.matchAll(/^\| `(\w+)` *\|[^|]*\|[^|]*\|([^|]*)\|/gm)].map(([, name, absent]) => ({
				name: name ?? '',
				nullable: absent?.trim() !== ''
			}))
		])
	);
}

async function migrated(): Promise<TableColumns> {
	const engine = openSqlite(':memory:', 'write');
	await migrate(engine, 'memory');
	const tables = await engine.db.introspection.getTables();
	await engine.db.destroy();
	return Object.fromEntries(
		tables.map((table) => [
			table.name,
			table.columns.map((column) => ({ name: column.name, nullable: column.isNullable }))
		])
	);
}

describe('docs/tables.md', () => {
	it('describes every table and every column, and none that is not there', async () => {
		const page = documented(readFileSync('docs/tables.md', 'utf8'));
		const byName = (columns: TableColumns) =>
			Object.fromEntries(
				Object.entries(columns).map(([table, each]) => [
					table,
					[...each].sort((a, b) => a.name.localeCompare(b.name))
				])
			);
		expect(byName(page)).toEqual(byName(await migrated()));
	});
});

describe('the schema', () => {
	it('starts every key of facts, rollups and ledgers with the chain', async () => {
		const engine = openSqlite(':memory:', 'write');
		await migrate(engine, 'memory');
		const tables = await engine.db.introspection.getTables();
		const verdicts = ['reading', 'measurement', 'verdict', 'verdict_embed', 'shown_change'];
		const global = ['meta', ...verdicts, 'job_run', 'database_size'];
		const local = tables.map(({ name }) => name).filter((name) => !global.includes(name));
		expect(local.length).toBeGreaterThan(10);
		for (const name of local) {
			const { rows } = await sql<{ name: string }>`
				select name from pragma_table_info(${name}) where pk = 1
			`.execute(engine.db);
			expect([name, rows]).toEqual([name, [{ name: 'chain_id' }]]);
		}
		await engine.db.destroy();
	});
});
