import { backendOf, type Backend } from './backend.ts';
import type { Engine } from './engine.ts';
import { StoreUnusableError } from './errors.ts';
import { migrate, refuseNewer, schemaState } from './migrate.ts';
import type { Store, StoreReader } from './ports/store.ts';
import { storeReader } from './reader.ts';
import { storeWriter } from './writer.ts';

/**
 * Open the database for a collector, and make its tables where they are missing. Throws
 * StoreUnusableError when it cannot be written, is no database, or is a newer version's.
 */
export async function openStore(databaseUrl: string): Promise<Store> {
	const backend = await backendOf(databaseUrl);
	const engine = await backend.open('write');
	await orClose(engine, backend, () => migrate(engine, backend.where));
	return { ...storeReader(engine), ...storeWriter(engine) };
}

/**
 * Open the database for the site, read-only. Throws StoreUnusableError when it is missing, was not
 * migrated by this version, or is a newer version's.
 */
export async function openReader(databaseUrl: string): Promise<StoreReader> {
	const backend = await backendOf(databaseUrl);
	const engine = await backend.open('read');
	await orClose(engine, backend, async () => {
		const state = await schemaState(engine);
		refuseNewer(state, backend.where);
		if (state.missing.length > 0)
			throw new StoreUnusableError(
				`${backend.where} is not migrated to this version (it lacks ${state.missing.join(', ')}): run "npm start" or "npm run -s claimgauge -- collect" once`
			);
	});
	return storeReader(engine);
}

/** Run a first step on an open database; close it again when the step fails. */
async function orClose(engine: Engine, backend: Backend, step: () => Promise<void>): Promise<void> {
	try {
		await step();
	} catch (error) {
		await engine.db.destroy();
		throw error instanceof StoreUnusableError ? error : backend.unusable(error);
	}
}
