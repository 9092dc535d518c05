import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, describe, expect, it } from 'vitest';
import { backendOf } from '#lib/server/store/backend.ts';
import { MIGRATIONS } from '#lib/server/store/migrations/list.ts';
import { openStore } from '#lib/server/store/open.ts';
import { createPostgresDatabase } from '../postgres-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimgauge-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DATABASES = [
	{ name: 'SQLite', make: async () => `file:${join(folder, 'old.db')}` },
	{ name: 'PostgreSQL', make: async () => (await createPostgresDatabase()).url }
];

describe.each(DATABASES)('a $name database from when a kind wanted one range', ({ make }) => {
	it('wants and follows the same, and can want more', async () => {
		const url = await make();
		const engine = await (await backendOf(url)).open('write');
		const migrations = Object.fromEntries(
			Object.entries(MIGRATIONS).map(([name, of]) => [name, of(engine.words)])
		);
		const migrator = new Migrator({
			db: engine.db,
			provider: { getMigrations: () => Promise.resolve(migrations) }
		});
		const { error } = await migrator.migrateTo('0003-batches-and-methods');
		expect(error).toBeUndefined();
		await sql`insert into wanted_range (chain_id, kind, from_block, to_block) values
			(1, 'block', 100, 120), (1, 'fee', 110, 120), (324, 'block', 7, 9), (324, 'batch', 2, 3)`.execute(
			engine.db
		);
		await sql`insert into gap (chain_id, kind, from_block, to_block, reason) values
			(1, 'block', 100, 120, 'not_yet_collected'), (1, 'fee', 110, 120, 'bad_answer'),
			(324, 'block', 7, 9, 'not_yet_collected'), (324, 'batch', 2, 3, 'not_yet_collected')`.execute(
			engine.db
		);
		await engine.db.destroy();

		const store = await openStore(url);
		try {
			expect(await store.findFollowedFrom(1)).toBe(100);
			expect(await store.findFollowedFrom(324)).toBe(7);
			expect(await store.getWanted(1, 'block')).toEqual([{ from: 100, to: 120 }]);
			expect(await store.getWanted(1, 'fee')).toEqual([{ from: 110, to: 120 }]);
			expect(await store.getWanted(324, 'batch')).toEqual([{ from: 2, to: 3 }]);
			await store.extendWanted(1, 'block', { from: 5, to: 6 });
			expect(await store.getWanted(1, 'block')).toEqual([
				{ from: 5, to: 6 },
				{ from: 100, to: 120 }
			]);
		} finally {
			await store.close();
		}
	});
});
