import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseDatabaseUrl, type DatabaseLocation } from './database-url.ts';
import type { Engine } from './engine.ts';
import { StoreUnusableError } from './errors.ts';
import { migrate, refuseNewer, schemaState } from './migrate.ts';
import type { Store, StoreReader } from './ports.ts';
import { storeReader } from './reader.ts';
import { openSqlite } from './sqlite/engine.ts';
import { storeWriter } from './writer.ts';

/**
 * Open the database for a collector: make its folder and its tables where they are missing. Throws
 * StoreUnusableError when the path cannot be written, is no database, or is a newer version's.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
	const location = parseDatabaseUrl(databaseUrl);
	makeFolder(location.path);
	const engine = openFile(location, 'write');
	await orClose(engine, location, () => migrate(engine, location.path));
	return { ...storeReader(engine), ...storeWriter(engine) };
}

/**
 * Open the database for the site, read-only. Throws StoreUnusableError when it is missing, was not
 * migrated by this version, or is a newer version's.
 */
export async function openReader(databaseUrl: string): Promise<StoreReader> {
	const location = parseDatabaseUrl(databaseUrl);
	if (statSync(location.path, { throwIfNoEntry: false }) === undefined)
		throw new StoreUnusableError(
			`there is no database at ${location.path}: run "npm start" or "npm run -s claimgauge -- collect" first, or name another one in DATABASE_URL`
		);
	const engine = openFile(location, 'read');
	await orClose(engine, location, async () => {
		const state = await schemaState(engine);
		refuseNewer(state, location.path);
		if (state.missing.length > 0)
			throw new StoreUnusableError(
				`${location.path} is not migrated to this version (it lacks ${state.missing.join(', ')}): run "npm start" or "npm run -s claimgauge -- collect" once`
			);
	});
	return storeReader(engine);
}

function makeFolder(path: string): void {
	try {
		mkdirSync(dirname(path), { recursive: true });
	} catch (error) {
		throw unusable(path, error);
	}
}

function openFile(location: DatabaseLocation, mode: 'write' | 'read'): Engine {
	try {
		return openSqlite(location.path, mode);
	} catch (error) {
		throw unusable(location.path, error);
	}
}

/** Run a first step on an open database; close it again when the step fails. */
async function orClose(
	engine: Engine,
	location: DatabaseLocation,
	step: () => Promise<void>
): Promise<void> {
	try {
		await step();
	} catch (error) {
		await engine.db.destroy();
		throw error instanceof StoreUnusableError ? error : unusable(location.path, error);
	}
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
