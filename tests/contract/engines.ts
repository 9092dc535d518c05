import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReader, openStore } from '#lib/server/store/open.ts';
import type { Store, StoreReader } from '#lib/server/store/ports.ts';

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

/** Every engine the suites run on; a new one is added here and nowhere else. */
export const ENGINES: readonly TestEngine[] = [sqlite];

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
