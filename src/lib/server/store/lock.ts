import { backendOf, type ChainLock } from './backend.ts';

/**
 * Take the lock of a chain, or null while another holder has it. A killed process leaves nothing to
 * clean up. Throws StoreUnusableError when the database or the lock's file cannot be used.
 */
export async function tryLock(databaseUrl: string, chainId: number): Promise<ChainLock | null> {
	return (await backendOf(databaseUrl)).tryLock(chainId);
}
