import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { StoreUnusableError } from '#lib/server/store/errors.ts';
import { tryLock } from '#lib/server/store/lock.ts';
import { migrate } from '#lib/server/store/migrate.ts';
import { openReader, openStore } from '#lib/server/store/open.ts';
import { openPostgres } from '#lib/server/store/postgres/engine.ts';
import { openSqlite } from '#lib/server/store/sqlite/engine.ts';
import { lockElsewhere } from '#lib/server/store/test-lock.ts';
import {
	administer,
	createPostgresDatabase,
	postgresUrl,
	withClient,
	type PostgresDatabase
} from '../postgres-database.ts';
import { batchOf, EVM, makeBlocks, steadyBlocks, T0 } from './made-blocks.ts';

const MISSING = 'nobody_made_this';

/** The message of the StoreUnusableError that opening must end in; never with what the URL holds. */
async function refusal(opening: Promise<unknown>): Promise<string> {
	const error = await opening.then(
		() => null,
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(StoreUnusableError);
	const { message } = error as Error;
	expect(message).not.toMatch(/tester|only|s3cret|127\.0\.0\.1|\.invalid/);
	return message;
}

/** Run SQL behind the store's back. */
const tamper = (url: string, statements: string) =>
	withClient(url, (client) => client.query(statements));

describe.each([
	['openStore', openStore],
	['openReader', openReader],
	['tryLock', (url: string) => tryLock(url, 1)]
] as const)('%s on PostgreSQL refuses', (_name, open) => {
	it('a server that is not there', async () => {
		const nowhere = new URL(postgresUrl('postgres'));
		nowhere.port = '1';
		expect(await refusal(open(nowhere.href))).toMatch(
			/PostgreSQL database that DATABASE_URL names cannot be reached \(ECONNREFUSED\): check that its server/
		);
		nowhere.hostname = 'no-such-host.invalid';
		expect(await refusal(open(nowhere.href))).toMatch(
			/cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/
		);
	});

	it('a wrong password', async () => {
		const wrong = new URL(postgresUrl('postgres'));
		wrong.password = 's3cret';
		expect(await refusal(open(wrong.href))).toMatch(/refuses the user or the password: check both/);
	});

	it('a database that nobody made', async () => {
		expect(await refusal(open(postgresUrl(MISSING)))).toMatch(
			/does not exist on that server: make it with "createdb"/
		);
	});

	it.each(['postgres://me:s3cret@host:port/db', 'postgres://me:s3cret@[host/db'])(
		'a URL that cannot be read: %s',
		async (url) => {
			expect(await refusal(open(url))).toMatch(/DATABASE_URL cannot be read: write postgres:\/\//);
		}
	);
});

describe('a PostgreSQL database', () => {
	let database: PostgresDatabase;
	beforeAll(async () => {
		database = await createPostgresDatabase();
	});
	afterAll(() => database.remove());

	it('is refused by a reader until a collector has migrated it', async () => {
		expect(await refusal(openReader(database.url))).toMatch(
			/is not migrated to this version \(it lacks 0001-first-tables/
		);
	});

	it('is migrated once when several collectors start together', async () => {
		const stores = await Promise.all([1, 2, 3].map(() => openStore(database.url)));
		for (const store of stores) {
			expect(await store.dataVersion()).toBe(0);
			await store.close();
		}
	});

	it('has the tables and columns that SQLite has', async () => {
		const columnsOf = async (engine: ReturnType<typeof openPostgres>) => {
			await migrate(engine, 'here');
			const tables = await engine.db.introspection.getTables();
			await engine.db.destroy();
			return Object.fromEntries(
				tables.map(({ name, columns }) => [
					name,
					columns.map((column) => `${column.name}${column.isNullable ? ' null' : ''}`)
				])
			);
		};
		const here = await columnsOf(openPostgres(database.url, 'write'));
		expect(Object.keys(here).length).toBeGreaterThan(10);
		expect(here).toEqual(await columnsOf(openSqlite(':memory:', 'write')));
	});

	it('cannot be written by a reader, whatever it is asked', async () => {
		const engine = openPostgres(database.url, 'read');
		try {
			await expect(sql`delete from meta`.execute(engine.db)).rejects.toThrow(/read-only/);
			await expect(sql`create table mine (x int)`.execute(engine.db)).rejects.toThrow(/read-only/);
		} finally {
			await engine.db.destroy();
		}
	});

	it('refuses to read an integer past 2⁵³ as a number', async () => {
		const store = await openStore(database.url);
		const engine = openPostgres(database.url, 'read');
		try {
			const dear = makeBlocks([{ timestamp: T0, baseFee: 2n ** 53n + 1n }]);
			await store.addBlocks(EVM, batchOf(dear));
			await expect(sql`select base_fee from block`.execute(engine.db)).rejects.toThrow(
				/9007199254740993 cannot be read as a number without loss/
			);
			const { rows } = await sql<{ number: unknown }>`select number from block`.execute(engine.db);
			expect(rows).toEqual([{ number: 1 }]);
		} finally {
			await engine.db.destroy();
			await store.discardAbove(EVM, 0, 0);
			await store.close();
		}
	});

	it('takes more rows in one batch than one statement is given', async () => {
		const store = await openStore(database.url);
		await store.addBlocks(EVM, batchOf(steadyBlocks(12_345, 1)));
		expect(await store.findBlock(EVM, 12_345)).toMatchObject({ timestamp: T0 + 12_344 });
		expect(await store.getBusyBlocks(EVM, { from: 1, to: 20_000 })).not.toHaveLength(0);
		expect((await store.getCovered(EVM, 'block'))[0]).toMatchObject({ from: 1, to: 12_345 });
		await store.discardAbove(EVM, 0, 0);
		await store.close();
	});

	it('is used on after the server has ended every connection', async () => {
		const [store, reader] = [await openStore(database.url), await openReader(database.url)];
		const lock = await tryLock(database.url, EVM);
		await administer(
			`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(database.url).pathname.slice(1)}'`
		);
		// Both pools learn of it by a message of the server, which may still be on its way.
		await expect.poll(() => reader.dataVersion().catch(() => null)).not.toBeNull();
		await store.markDemo().catch(() => undefined);
		await store.markDemo();
		expect(await reader.isDemo()).toBe(true);
		await lock?.release();
		await store.close();
		await reader.close();
	});

	it('is used on after a write was cut off, of which nothing stays', async () => {
		const store = await openStore(database.url);
		await withClient(database.url, async (client) => {
			await client.query(`select pg_advisory_lock(hashtextextended('claimgauge/write', 0))`);
			const cutOff = refusal(store.extendWanted(EVM, 'fee', { from: 1, to: 2 }));
			const waiting = `from pg_locks where locktype = 'advisory' and not granted`;
			await expect.poll(async () => (await client.query(`select ${waiting}`)).rowCount).toBe(1);
			await client.query(`select pg_terminate_backend(pid) ${waiting}`);
			expect(await cutOff).toMatch(/is starting or shutting down: try again/);
		});
		expect(await store.getWanted(EVM, 'fee')).toEqual([]);
		await store.extendWanted(EVM, 'fee', { from: 1, to: 2 });
		expect(await store.getWanted(EVM, 'fee')).toEqual([{ from: 1, to: 2 }]);
		await store.close();
	});

	it('of a newer version is refused by both', async () => {
		await tamper(
			database.url,
			`insert into kysely_migration values ('9999-from-the-future', '2030-01-01')`
		);
		for (const open of [openStore, openReader])
			expect(await refusal(open(database.url))).toMatch(
				/newer version of Claimgauge \(it has 9999-from-the-future\): update Claimgauge/
			);
	});
});

describe('a PostgreSQL database with limits', () => {
	it('is refused in another encoding than UTF-8', async () => {
		const latin = await createPostgresDatabase(
			`template template0 encoding 'LATIN1' locale_provider libc locale 'C'`
		);
		expect(await refusal(openStore(latin.url))).toMatch(
			/is encoded in LATIN1: make one in UTF8, createdb --encoding=UTF8/
		);
		await latin.remove();
	});

	it('is refused where the user may make no table, and left without one', async () => {
		const { url, remove } = await createPostgresDatabase();
		const user = `guest_${new URL(url).pathname.slice(6)}`;
		await tamper(url, `create role ${user} login password 's3cret'`);
		const guest = new URL(url);
		[guest.username, guest.password] = [user, 's3cret'];
		expect(await refusal(openStore(guest.href))).toMatch(/grant it the right to create tables/);
		await remove();
		await administer(`drop role ${user}`);
	});

	it('is read by a user who may only read', async () => {
		const { url, remove } = await createPostgresDatabase();
		await (await openStore(url)).close();
		const user = `site_${new URL(url).pathname.slice(6)}`;
		await tamper(
			url,
			`create role ${user} login password 's3cret'; grant pg_read_all_data to ${user}`
		);
		const site = new URL(url);
		[site.username, site.password] = [user, 's3cret'];
		const reader = await openReader(site.href);
		expect(await reader.snapshot((still) => still.hasFacts())).toBe(false);
		await reader.close();
		await remove();
		await administer(`drop role ${user}`);
	});

	it('is left untouched when a migration fails', async () => {
		const { url, remove } = await createPostgresDatabase();
		await tamper(url, 'create table verdict (mine text)');
		expect(await refusal(openStore(url))).toMatch(/"verdict" already exists\): correct that/);
		const { rows } = await tamper(url, `select tablename from pg_tables where tablename = 'block'`);
		expect(rows).toEqual([]);
		await remove();
	});

	it('says so when another writer never ends', async () => {
		const { url, remove } = await createPostgresDatabase();
		const store = await openStore(url);
		await withClient(url, async (client) => {
			await client.query(`select pg_advisory_lock(hashtextextended('claimgauge/write', 0))`);
			expect(await refusal(store.markDemo())).toMatch(/written to by another process, for 20 s/);
		});
		await store.markDemo();
		expect(await store.isDemo()).toBe(true);
		await store.close();
		await remove();
	}, 40_000);
});

describe('the lock of a chain on PostgreSQL', () => {
	let database: PostgresDatabase;
	beforeAll(async () => {
		database = await createPostgresDatabase();
	});
	afterAll(() => database.remove());

	it('is had by one holder a chain and a database at a time', async () => {
		const first = await tryLock(database.url, 1);
		expect(first).not.toBeNull();
		expect(await tryLock(database.url, 1)).toBeNull();
		const chain = await tryLock(database.url, 324);
		expect(chain).not.toBeNull();
		const elsewhere = await tryLock(inject('postgresUrl'), 1);
		expect(elsewhere).not.toBeNull();
		await first?.release();
		await first?.release();
		await expect.poll(() => free(1)).toBe(true);
		await chain?.release();
		await elsewhere?.release();
	});

	it('is refused while another process has it, and free once that is killed', async () => {
		const child = await lockElsewhere(database.url, 1);
		try {
			expect(child.said).toBe('held');
			expect(await tryLock(database.url, 1)).toBeNull();
		} finally {
			await child.kill();
		}
		await expect.poll(() => free(1)).toBe(true);
	}, 20_000);

	/** The server sees the end of a connection a moment after the one who ended it. */
	async function free(chainId: number): Promise<boolean> {
		const lock = await tryLock(database.url, chainId);
		await lock?.release();
		return lock !== null;
	}
});
