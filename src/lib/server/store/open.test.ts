import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unixSeconds, wei } from '#lib/domain/units.ts';
import { addChain, chainOf, START, undoMigrationsFrom } from '../test-chain.ts';
import { StoreUnusableError } from './errors.ts';
import { openReader, openStore } from './open.ts';
import type { Store } from './ports/store.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'claimgauge-open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...path: string[]) => join(folder, ...path);

/** The message of the StoreUnusableError that opening must end in. */
async function refusal(opening: Promise<unknown>): Promise<string> {
	const error = await opening.then(
		() => null,
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(StoreUnusableError);
	return (error as Error).message;
}

/** Run SQL on the database file behind the store's back. */
function tamper(path: string, statements: string): void {
	const handle = new Database(path);
	handle.exec(statements);
	handle.close();
}

describe.each([
	['openStore', openStore],
	['openReader', openReader]
] as const)('%s refuses', (_name, open) => {
	it('a folder in place of the file', async () => {
		mkdirSync(at('taken.db'));
		expect(await refusal(open(`file:${at('taken.db')}`))).toMatch(/is a folder: name a file/);
	});

	it('a file that is no database', async () => {
		writeFileSync(at('notes.db'), 'these are notes and no database '.repeat(100));
		expect(await refusal(open(`file:${at('notes.db')}`))).toMatch(
			/notes\.db is not a SQLite database: move that file away/
		);
	});

	it('a database of a newer version', async () => {
		const path = at('newer.db');
		await (await openStore(`file:${path}`)).close();
		tamper(path, `insert into kysely_migration values ('9999-from-the-future', '2030-01-01')`);
		expect(await refusal(open(`file:${path}`))).toMatch(
			/newer version of Claimgauge \(it has 9999-from-the-future\): update Claimgauge/
		);
	});

	it('a URL of another kind', async () => {
		expect(await refusal(open('mysql://x'))).toMatch(/DATABASE_URL/);
	});
});

describe('openStore', () => {
	it('refuses a path that cannot be written, and says what to check', async () => {
		writeFileSync(at('file'), '');
		expect(await refusal(openStore(`file:${at('file', 'below', 'x.db')}`))).toMatch(
			/x\.db cannot be opened .* check that its folder exists, can be written to/
		);
		mkdirSync(at('blocked.db-wal'));
		expect(await refusal(openStore(`file:${at('blocked.db')}`))).toMatch(/cannot be opened/);
	});

	it('makes the folder and the tables', async () => {
		const path = at('a', 'b', 'x.db');
		const store = await openStore(`file:${path}`);
		expect(await store.hasFacts()).toBe(false);
		expect(await store.dataVersion()).toBe(0);
		await store.close();
		expect(existsSync(path)).toBe(true);
	});

	it('migrates once when two start together', async () => {
		const url = `file:${at('both.db')}`;
		const stores = await Promise.all([openStore(url), openStore(url), openStore(url)]);
		for (const store of stores) {
			expect(await store.isDemo()).toBe(false);
			await store.close();
		}
	});

	it('leaves a half-made database untouched when a migration fails', async () => {
		const path = at('odd.db');
		tamper(path, 'create table verdict (mine text)');
		expect(await refusal(openStore(`file:${path}`))).toMatch(/verdict.*already exists/);
		const handle = new Database(path);
		const tables = handle.prepare(`select name from sqlite_master where name = 'block'`).all();
		handle.close();
		expect(tables).toEqual([]);
	});
});

describe('openReader', () => {
	it('refuses a missing file, and makes none', async () => {
		expect(await refusal(openReader(`file:${at('none.db')}`))).toMatch(
			/there is no database at .*none\.db: run "npm start"/
		);
		expect(existsSync(at('none.db'))).toBe(false);
		writeFileSync(at('file'), '');
		expect(await refusal(openReader(`file:${at('file', 'x.db')}`))).toMatch(/there is no database/);
	});

	it('refuses a database that was never migrated', async () => {
		tamper(at('empty.db'), 'create table other (x int)');
		expect(await refusal(openReader(`file:${at('empty.db')}`))).toMatch(
			/not migrated to this version \(it lacks 0001-first-tables, 0002-[a-z-]+(, \d{4}-[a-z-]+)+\): run "npm start"/
		);
	});

	it('cannot write, even by the verbs of a store', async () => {
		const url = `file:${at('x.db')}`;
		const store = await openStore(url);
		const reader = await openReader(url);
		expect('addBlocks' in reader).toBe(false);
		await store.close();
		expect(await reader.hasFacts()).toBe(false);
		await reader.close();
		const again = await openReader(url);
		expect(await again.dataVersion()).toBe(0);
		await again.close();
	});
});

describe('a database from before token transfers were kept', () => {
	it('has every fee to be read again, and keeps its blocks', async () => {
		const url = `file:${at('old.db')}`;
		await withChain(url, async (store) => {
			const before = await store.getBlockHours(1, ALWAYS);
			expect(await store.getCovered(1, 'fee')).not.toEqual([]);
			await store.close();
			undoMigrationsFrom(at('old.db'), '0002');
			const migrated = await openStore(url);
			try {
				expect(await migrated.getBlockHours(1, ALWAYS)).toEqual(before);
				expect(await migrated.getCovered(1, 'fee')).toEqual([]);
				expect(await migrated.getGaps({ kind: 'fee' })).toMatchObject([
					{ from: 1, to: 3, reason: 'not_yet_collected' }
				]);
				expect(await migrated.getFeeHours(1, ALWAYS, 'native_transfer')).toEqual([]);
				expect(await migrated.getHistogram(1, ALWAYS, 'native_transfer')).toEqual([]);
				expect(await migrated.getHistogram(1, ALWAYS, 'base_fee')).not.toEqual([]);
			} finally {
				await migrated.close();
			}
		});
	});
});

const ALWAYS = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };

async function withChain(url: string, use: (store: Store) => Promise<void>): Promise<void> {
	const store = await openStore(url);
	const blocks = chainOf([0, 12, 24].map((offset) => ({ timestamp: START + offset })));
	await store.extendWanted(1, 'fee', { from: 1, to: 3 });
	const fee = {
		blockNumber: 2,
		transactionIndex: 0,
		feeClass: 'native_transfer',
		fee: wei(7n)
	} as const;
	await addChain(store, 1, blocks, [fee]);
	await use(store);
}
