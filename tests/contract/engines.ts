import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReader, openStore } from '#lib/server/store/open.ts';
import type { Store, StoreReader } from '#lib/server/store/ports/store.ts';
import { createPostgresDatabase, emptyPostgresDatabase } from '../postgres-database.ts';

/** A database of its own for one test. */
export interface TestDatabase {
	openStore(): Promise<Store>;
	openReader(): Promise<StoreReader>;
	remove(): Promise<void>;
}

/** A kind of database that the contract holds for. */
export interface TestEngine {
	readonly name: string;
	create(): Promise<TestDatabase>;
}

const sqlite: TestEngine = {
	name: 'SQLite',
	async create() {
		const folder = mkdtempSync(join(tmpdir(), 'claimgauge-contract-'));
		const url = `file:${join(folder, 'test.db')}`;
		return {
			openStore: () => openStore(url),
			openReader: () => openReader(url),
			remove: async () => rmSync(folder, { recursive: true, force: true })
		};
	}
};

/** Databases of this process that a test has given back; they go with their server. */
const given: string[] = [];

const postgres: TestEngine = {
	name: 'PostgreSQL',
	async create() {
		const url = given.pop() ?? (await createPostgresDatabase()).url;
		return {
			openStore: () => openStore(url),
			openReader: () => openReader(url),
			async remove() {
				// Making, migrating and dropping one for each of some 500 stores takes longer than all tests.
				await emptyPostgresDatabase(url);
				given.push(url);
			}
		};
	}
};

/** Every engine the suites run on; a new one is added here and nowhere else. */
export const ENGINES: readonly TestEngine[] = [sqlite, postgres];

/** Give a fresh, empty store to `use`, and take all of it away again. */
export async function withStore<Result>(
	engine: TestEngine,
	use: (store: Store, database: TestDatabase) => Promise<Result>
): Promise<Result> {
	const database = await engine.create();
	const store = await database.openStore();
	try {
		return await use(store, database);
	} finally {
		await store.close();
		await database.remove();
	}
}
