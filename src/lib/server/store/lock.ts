import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { parseDatabaseUrl } from './database-url.ts';
import { StoreUnusableError } from './errors.ts';

/** The right to collect one chain into one database; the operating system ends it with its process. */
export interface ChainLock {
	release(): Promise<void>;
}

/**
 * Take the lock of a chain, or null while another holder has it. It is an exclusive transaction on a
 * small file beside the database, never committed, so that a killed process leaves nothing to clean
 * up. Throws StoreUnusableError when that file cannot be made.
 */
export async function tryLock(databaseUrl: string, chainId: number): Promise<ChainLock | null> {
	const path = `${parseDatabaseUrl(databaseUrl).path}.lock-${chainId}`;
	const handle = openLockFile(path);
	try {
		handle.exec('begin exclusive');
	} catch (error) {
		handle.close();
		if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null;
		throw unusable(path, error);
	}
	return {
		async release() {
			if (handle.open) handle.close();
		}
	};
}

function openLockFile(path: string): Database.Database {
	try {
		mkdirSync(dirname(path), { recursive: true });
		return new Database(path, { timeout: 0 });
	} catch (error) {
		throw unusable(path, error);
	}
}

function unusable(path: string, cause: unknown): StoreUnusableError {
	const why = cause instanceof Error ? cause.message : String(cause);
	return new StoreUnusableError(
		`the lock file ${path} cannot be used (${why}): check that its folder can be written to, or name another path in DATABASE_URL`,
		{ cause }
	);
}
