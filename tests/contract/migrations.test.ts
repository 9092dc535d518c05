import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, describe, expect, it } from 'vitest';
import { backendOf } from '#lib/server/store/backend.ts';
import type { Engine } from '#lib/server/store/engine.ts';
import { MIGRATIONS } from '#lib/server/store/migrations/list.ts';
import { openStore } from '#lib/server/store/open.ts';
import { createPostgresDatabase } from '../postgres-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimgauge-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DATABASES = [
	{ name: 'SQLite', make: async (name: string) => `file:${join(folder, `${name}.db`)}` },
	{ name: 'PostgreSQL', make: async () => (await createPostgresDatabase()).url }
];

/** A database as it was after that migration, open for writing what was kept in it then. */
async function migratedTo(url: string, migration: string): Promise<Engine> {
	const engine = await (await backendOf(url)).open('write');
	const migrations = Object.fromEntries(
		Object.entries(MIGRATIONS).map(([name, of]) => [name, of(engine.words)])
	);
	const migrator = new Migrator({
		db: engine.db,
		provider: { getMigrations: () => Promise.resolve(migrations) }
	});
	const { error } = await migrator.migrateTo(migration);
	expect(error).toBeUndefined();
	return engine;
}

describe.each(DATABASES)('a $name database from when a kind wanted one range', ({ make }) => {
	it('wants and follows the same, and can want more', async () => {
		const url = await make('ranges');
		const engine = await migratedTo(url, '0003-batches-and-methods');
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

describe.each(DATABASES)('a $name database from before changes were kept', ({ make }) => {
	it('tells of those in the history of its verdicts', async () => {
		const url = await make('changes');
		const engine = await migratedTo(url, '0015-head-stalls');
		const shown = ['pending', 'pending', 'consistent', 'void'];
		for (const claim of ['a', 'b'])
			for (const [index, finding] of shown.slice(claim === 'a' ? 0 : 2).entries())
				await sql`insert into verdict (claim_slug, evaluation, ordinal, data_date, id, computed_at, body) values
					(${claim}, 'now', ${index + 1}, '2026-01-01', ${`${claim}${index}`}, ${(index + 1) * 100},
					${JSON.stringify({ shown: finding, reason: `it is ${finding}` })})`.execute(engine.db);
		await engine.db.destroy();

		const store = await openStore(url);
		try {
			expect(await store.getRecentChanges(9)).toEqual([
				{ claimSlug: 'a', at: 400, from: 'consistent', to: 'void', reason: 'it is void' },
				{ claimSlug: 'a', at: 300, from: 'pending', to: 'consistent', reason: 'it is consistent' },
				{ claimSlug: 'b', at: 200, from: 'consistent', to: 'void', reason: 'it is void' }
			]);
		} finally {
			await store.close();
		}
	});
});

describe.each(DATABASES)('a $name database from before requests were counted', ({ make }) => {
	it('knows neither the requests of its last pass nor when the next is due', async () => {
		const url = await make('requests');
		const engine = await migratedTo(url, '0017-shown-changes');
		await sql`insert into collection_pass (chain_id, started_at, ended_at, outcome) values
			(1, 100, 109, 'done')`.execute(engine.db);
		await engine.db.destroy();

		const store = await openStore(url);
		try {
			expect(await store.getLastPasses()).toEqual([
				{
					...{ chainId: 1, startedAt: 100, endedAt: 109, outcome: 'done', detail: null },
					...{ requests: null, nextDueAt: null }
				}
			]);
		} finally {
			await store.close();
		}
	});
});
