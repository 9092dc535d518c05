import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { ChainLock } from '../backend.ts';
import { StoreUnusableError } from '../errors.ts';

/**
 * Take a lock, or null while another holder has it. It is an exclusive transaction on a small file,
 * never committed, so that the operating system ends it with its process.
 */
export function tryFileLock(path: string): ChainLock | null {
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
