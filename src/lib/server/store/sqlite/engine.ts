import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import {
	Kysely,
	SqliteAdapter,
	SqliteDriver,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type Dialect,
	type Driver
} from 'kysely';
import type { Bound, Engine } from '../engine.ts';
import { StoreUnusableError } from '../errors.ts';
import type { Tables } from '../tables.ts';

/** How long a statement waits, standing still, for another connection's lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** How long a transaction waits for another one to end, and how often it tries, in milliseconds. */
const QUEUE_TIMEOUT_MS = 20_000;
const QUEUE_STEP_MS = 10;

/**
 * Open a SQLite file, in WAL mode so that readers never wait. Throws what better-sqlite3 throws, also
 * for a file that is no database: the first pragma reads its header.
 */
export function openSqlite(path: string, mode: 'write' | 'read'): Engine {
	const handle = new Database(path, {
		readonly: mode === 'read',
		fileMustExist: mode === 'read',
		timeout: BUSY_TIMEOUT_MS
	});
	try {
		handle.pragma('schema_version');
		if (mode === 'write') {
			// With it, free pages can be given back piece by piece. A file that has pages keeps how it was made.
			if (handle.pragma('page_count', { simple: true }) === 0)
				handle.pragma('auto_vacuum = INCREMENTAL');
			handle.pragma('journal_mode = WAL');
			handle.pragma('synchronous = NORMAL');
			handle.pragma('foreign_keys = ON');
		}
	} catch (error) {
		handle.close();
		throw error;
	}
	return {
		db: new Kysely<Tables>({ dialect: sqliteDialect(handle) }),
		words: {
			text: 'text',
			bytes: 'blob',
			clustered: 'without rowid',
			jsonField: (column, field) => `${column} ->> '${field}'`
		},
		insertRows: rowInserter(handle),
		measureRoom: () => measureRoom(path),
		giveBackSpace: async () => giveBackSpace(handle)
	};
}

/**
 * Kysely's SQLite dialect with two changes. A transaction that writes takes the write lock when it begins, so
 * that writers queue: one that starts reading and then writes would fail with SQLITE_BUSY_SNAPSHOT. And DDL
 * is transactional, which SQLite does: a killed migration leaves nothing.
 */
function sqliteDialect(handle: Database.Database): Dialect {
	const adapter = new SqliteAdapter();
	Object.defineProperty(adapter, 'supportsTransactionalDdl', { value: true });
	return {
		createAdapter: () => adapter,
		createDriver: () => {
			const driver = new SqliteDriver({ database: handle });
			const beginTransaction: Driver['beginTransaction'] = async (_connection, { accessMode }) => {
				if (accessMode === 'read only') handle.exec('begin');
				else await beginImmediate(handle);
			};
			return Object.assign(driver, { beginTransaction });
		},
		createIntrospector: (db) => new SqliteIntrospector(db),
		createQueryCompiler: () => new SqliteQueryCompiler()
	};
}

/**
 * Begin with the write lock, waiting without standing still: the lock's holder may be another
 * connection of this very process, which could not commit while SQLite waits.
 */
async function beginImmediate(handle: Database.Database): Promise<void> {
	const deadline = performance.now() + QUEUE_TIMEOUT_MS;
	for (;;) {
		handle.pragma('busy_timeout = 0');
		try {
			handle.exec('begin immediate');
			return;
		} catch (error) {
			const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
			if (!busy) throw error;
			if (performance.now() > deadline)
				throw new StoreUnusableError(
					`another process has been writing to ${handle.name} for ${QUEUE_TIMEOUT_MS / 1000} s without an end: see which one holds it, and try again`,
					{ cause: error }
				);
		} finally {
			handle.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
		}
		await setTimeout(QUEUE_STEP_MS);
	}
}

/** Free pages given back by one transaction: some milliseconds. */
const PAGES_AT_ONCE = 1_000;

/** A file from before `auto_vacuum` was set keeps its free pages, for rows to come. */
function giveBackSpace(handle: Database.Database): number {
	const free = () => Number(handle.pragma('freelist_count', { simple: true }));
	const before = free();
	// Not by a statement's `run`: each step of it gives back one page.
	handle.pragma(`incremental_vacuum(${PAGES_AT_ONCE})`);
	return (before - free()) * Number(handle.pragma('page_size', { simple: true }));
}

/** The file with what is not written into it yet, and what this user may still write on its disk. */
async function measureRoom(path: string): Promise<{ bytes: number; free: number }> {
	const files = [path, `${path}-wal`, `${path}-shm`].map(async (each) => {
		try {
			return (await stat(each)).size;
		} catch (error) {
			// The two beside it come and go with whoever has it open.
			if (each !== path && (error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
			throw error;
		}
	});
	const bytes = (await Promise.all(files)).reduce((sum, size) => sum + size, 0);
	const { bavail, bsize } = await statfs(dirname(path));
	return { bytes, free: bavail * bsize };
}

/** Values bound by one statement: below SQLite's limit of 32,766, and near where it stops getting faster. */
const VALUES_PER_STATEMENT = 500;

/** How long statements follow each other before the process may see to its connections again, in milliseconds. */
const LONGEST_STRETCH_MS = 2;

/**
 * The bulk write: prepared `insert … values` of many rows a statement, kept by table and length. It
 * runs on the one connection that Kysely holds for the transaction. SQLite keeps the thread while it works: a great
 * write makes way now and then, so that answers are read meanwhile and others asked for.
 */
function rowInserter(handle: Database.Database): Engine['insertRows'] {
	const prepared = new Map<string, Database.Statement>();
	function statementFor(table: string, columns: readonly string[], rows: number) {
		const tuple = `(${columns.map(() => '?').join(',')})`;
		const text = `insert into "${table}" (${columns.join(',')}) values ${Array(rows).fill(tuple).join(',')}`;
		const found = prepared.get(text);
		if (found) return found;
		const made = handle.prepare(text);
		prepared.set(text, made);
		return made;
	}
	let since = performance.now();
	const makeWay = async (): Promise<void> => {
		if (performance.now() - since < LONGEST_STRETCH_MS) return;
		await setImmediate();
		since = performance.now();
	};
	return async (_transaction, table, columns, rows) => {
		const step = Math.max(1, Math.floor(VALUES_PER_STATEMENT / columns.length));
		const many = rows.length >= step ? statementFor(table, columns, step) : null;
		let done = 0;
		for (; many && done + step <= rows.length; done += step) {
			await makeWay();
			many.run(valuesOf(rows, done, step));
		}
		if (done === rows.length) return;
		const one = statementFor(table, columns, 1);
		for (; done < rows.length; done += 1) one.run(rows[done] as Bound[]);
	};
}

/** The values of so many rows from one on, in one list: `flat` takes several times as long. */
function valuesOf(rows: readonly (readonly Bound[])[], from: number, count: number): Bound[] {
	const values: Bound[] = [];
	for (let index = from; index < from + count; index++)
		for (const value of rows[index] as readonly Bound[]) values.push(value);
	return values;
}
