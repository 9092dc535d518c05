import {
	CompiledQuery,
	Kysely,
	PostgresAdapter,
	PostgresDriver,
	PostgresIntrospector,
	PostgresQueryCompiler,
	sql,
	type DatabaseConnection,
	type Dialect
} from 'kysely';
import pg from 'pg';
import type { Engine } from '../engine.ts';
import type { Tables } from '../tables.ts';
import { clientConfig, sessionSettings } from './connection.ts';
import { rowInserter } from './insert-rows.ts';
import { QUEUE_TIMEOUT_SECONDS, unusable } from './unusable.ts';

/** Connections of one process at most; the lock of each chain takes one more. */
const MOST_CONNECTIONS = 10;
/** How long a connection that nobody needs is kept, in milliseconds. */
const IDLE_MS = 60_000;

/** A pool of connections; the first one is made with the first query. Throws StoreUnusableError for a URL that is none. */
export function openPostgres(url: string, mode: 'write' | 'read'): Engine {
	const pool = new pg.Pool({
		...clientConfig(url),
		max: MOST_CONNECTIONS,
		idleTimeoutMillis: IDLE_MS,
		onConnect: (client) => {
			client.on('error', ignoreLoss);
			return client.query(sessionSettings(mode));
		}
	});
	pool.on('error', ignoreLoss);
	const db = new Kysely<Tables>({ dialect: postgresDialect(pool) });
	return {
		db,
		words: {
			text: 'text collate "C"',
			bytes: 'bytea',
			clustered: '',
			jsonField: (column, field) => `${column}::json ->> '${field}'`
		},
		insertRows: rowInserter(),
		// No statement tells how much room the server’s disk has left.
		async measureRoom() {
			const { rows } = await sql<{ bytes: string }>`
				select pg_database_size(current_database()) as bytes
			`.execute(db);
			return { bytes: Number(rows[0]?.bytes), free: null };
		},
		// Autovacuum makes room for new rows; it shortens a table's file where its end has become empty.
		giveBackSpace: async () => 0
	};
}

/**
 * A connection that the server ends says so once to whoever listens, and Node ends the process where
 * nobody does. It need not be heard: a query under way fails, the pool drops the connection, and the next
 * query makes another one or says why it cannot.
 */
function ignoreLoss(): void {}

/**
 * Kysely's PostgreSQL dialect with three changes: transactions that write queue, those that only read see
 * one moment, and errors of connecting are explained.
 */
function postgresDialect(pool: pg.Pool): Dialect {
	return {
		createAdapter: () => new PostgresAdapter(),
		createDriver: () => {
			const driver = new PostgresDriver({ pool });
			const acquireConnection = driver.acquireConnection.bind(driver);
			driver.acquireConnection = async (options) => {
				try {
					return await acquireConnection(options);
				} catch (error) {
					throw unusable(error);
				}
			};
			driver.beginTransaction = (connection, { accessMode }) =>
				accessMode === 'read only' ? beginSnapshot(connection) : beginAlone(connection);
			return driver;
		},
		createIntrospector: (db) => new PostgresIntrospector(db),
		createQueryCompiler: () => new PostgresQueryCompiler()
	};
}

/**
 * Begin as the only writer of the database, as SQLite does. Every write reads a ledger, then replaces
 * rows on the ground of it: two at once could each be right and wrong together, and no unique key would
 * show it. An advisory lock of the transaction orders them all; the server drops it at commit, after the
 * rows became visible, and when the connection is lost. Readers never wait for it.
 *
 * Read committed is part of it: a snapshot must be taken after the wait, so that what the writer before
 * has committed is seen. Serializable transactions would do without a lock, but fail and start again.
 */
const BEGIN_ALONE = [
	'begin isolation level read committed',
	`set local lock_timeout = '${QUEUE_TIMEOUT_SECONDS}s'`,
	`select pg_advisory_xact_lock(hashtextextended('claimgauge/write', 0))`,
	'set local lock_timeout = 0'
].join('; ');

async function beginAlone(connection: DatabaseConnection): Promise<void> {
	try {
		await connection.executeQuery(CompiledQuery.raw(BEGIN_ALONE));
	} catch (error) {
		// A connection that is lost cannot roll back, and need not: the server does.
		await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
		throw unusable(error);
	}
}

async function beginSnapshot(connection: DatabaseConnection): Promise<void> {
	await connection.executeQuery(
		CompiledQuery.raw('begin isolation level repeatable read read only')
	);
}
