import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Backend } from '../backend.ts';
import { StoreUnusableError } from '../errors.ts';
import { openSqlite } from './engine.ts';
import { tryFileLock } from './lock.ts';

/** A SQLite file at an absolute path. A collector makes its folder where that is missing. */
export function sqliteBackend(path: string): Backend {
	return {
		where: path,
		async open(mode) {
			if (mode === 'read' && statSync(path, { throwIfNoEntry: false }) === undefined)
				throw new StoreUnusableError(
					`there is no database at ${path}: run "npm start" or "npm run -s claimgauge -- collect" first, or name another one in DATABASE_URL`
				);
			try {
				if (mode === 'write') mkdirSync(dirname(path), { recursive: true });
				return openSqlite(path, mode);
			} catch (error) {
				throw unusable(path, error);
			}
		},
		unusable: (cause) => unusable(path, cause),
		tryLock: async (chainId) => tryFileLock(`${path}.lock-${chainId}`)
	};
}

function unusable(path: string, cause: unknown): StoreUnusableError {
	const code = (cause as { code?: unknown } | null)?.code;
	const why = cause instanceof Error ? cause.message : String(cause);
	if (code === 'SQLITE_NOTADB')
		return new StoreUnusableError(
			`${path} is not a SQLite database: move that file away, or name another one in DATABASE_URL`,
			{ cause }
		);
	if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
		return new StoreUnusableError(
			`${path} is a folder: name a file in it in DATABASE_URL, for example file:${path}/claimgauge.db`,
			{ cause }
		);
	return new StoreUnusableError(
		`the database ${path} cannot be opened (${why}): check that its folder exists, can be written to and has space, or name another path in DATABASE_URL`,
		{ cause }
	);
}
