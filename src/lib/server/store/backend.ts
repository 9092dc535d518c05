import { parseDatabaseUrl } from './database-url.ts';
import type { Engine } from './engine.ts';
import type { StoreUnusableError } from './errors.ts';

/** The right to collect one chain into one database; it ends with the process that holds it. */
export interface ChainLock {
	release(): Promise<void>;
}

/** One database, as `DATABASE_URL` names it: how to open it, and how to say what is wrong with it. */
export interface Backend {
	/** What messages call it; never with a password. */
	readonly where: string;
	/** Open for a collector, or read-only for the site. Throws StoreUnusableError. */
	open(mode: 'write' | 'read'): Promise<Engine>;
	/** What the failure of a first step means, and what to do. */
	unusable(cause: unknown): StoreUnusableError;
	/** Take the lock of a chain, or null while another holder has it. Throws StoreUnusableError. */
	tryLock(chainId: number): Promise<ChainLock | null>;
}

/**
 * The database behind `DATABASE_URL`; nothing is opened yet. Its driver is loaded here, so that nobody
 * pays for the other one. Throws StoreUnusableError for a URL that names none.
 */
export async function backendOf(databaseUrl: string): Promise<Backend> {
	const location = parseDatabaseUrl(databaseUrl);
	if (location.engine === 'sqlite')
		return (await import('./sqlite/backend.ts')).sqliteBackend(location.path);
	return (await import('./postgres/backend.ts')).postgresBackend(location.url);
}
