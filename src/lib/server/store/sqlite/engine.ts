import Database from 'better-sqlite3';
import {
	CompiledQuery,
	Kysely,
	SqliteAdapter,
	SqliteDriver,
	SqliteIntrospector,
	SqliteQueryCompiler,
	type Dialect
} from 'kysely';
import type { Bound, Engine } from '../engine.ts';
import type { Tables } from '../tables.ts';

/** How long a writer waits for another process's transaction to end, in milliseconds. */
const BUSY_TIMEOUT_MS = 20_000;

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
		words: { bytes: 'blob', clustered: 'without rowid' },
		insertRows: rowInserter(handle)
	};
}

/**
 * Kysely's SQLite dialect with two changes. `begin immediate` takes the write lock at once, so that
 * two processes queue; a transaction that starts reading and then writes would fail at once with
 * SQLITE_BUSY_SNAPSHOT. And DDL is transactional, which SQLite does: a killed migration leaves nothing.
 */
function sqliteDialect(handle: Database.Database): Dialect {
	const adapter = new SqliteAdapter();
	Object.defineProperty(adapter, 'supportsTransactionalDdl', { value: true });
	return {
		createAdapter: () => adapter,
		createDriver: () => {
			const driver = new SqliteDriver({ database: handle });
			driver.beginTransaction = async (connection) => {
				await connection.executeQuery(CompiledQuery.raw('begin immediate'));
			};
			return driver;
		},
		createIntrospector: (db) => new SqliteIntrospector(db),
		createQueryCompiler: () => new SqliteQueryCompiler()
	};
}

/** Values bound by one statement: below SQLite's limit of 32,766, and near where it stops getting faster. */
const VALUES_PER_STATEMENT = 500;

/**
 * The bulk write: prepared `insert … values` of many rows a statement, kept by table and length. It
 * runs on the one connection that Kysely holds for the transaction.
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
	return async (_transaction, table, columns, rows) => {
		const step = Math.max(1, Math.floor(VALUES_PER_STATEMENT / columns.length));
		const many = rows.length >= step ? statementFor(table, columns, step) : null;
		let done = 0;
		for (; many && done + step <= rows.length; done += step)
			many.run(rows.slice(done, done + step).flat() as Bound[]);
		if (done === rows.length) return;
		const one = statementFor(table, columns, 1);
		for (; done < rows.length; done += 1) one.run(rows[done] as Bound[]);
	};
}
