import pg from 'pg';
import type { ChainLock } from '../backend.ts';
import { clientConfig, sessionSettings } from './connection.ts';
import { unusable } from './unusable.ts';

/**
 * Take a lock, or null while another holder has it: a session's advisory lock on a connection of its
 * own, which the server drops with the connection, and so with the process. A holder that loses its
 * connection collects on: the lock saves two collectors the same work, and nothing rests on it, since
 * writes queue by themselves and are idempotent.
 */
export async function trySessionLock(url: string, name: string): Promise<ChainLock | null> {
	const client = new pg.Client(clientConfig(url));
	// Without a listener, Node would end the process when the server ends this idle connection.
	client.on('error', () => undefined);
	let released = false;
	const release = async (): Promise<void> => {
		if (released) return;
		released = true;
		await client.end();
	};
	try {
		await client.connect();
		await client.query(sessionSettings('read'));
		const { rows } = await client.query<{ taken: boolean }>(
			'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken',
			[name]
		);
		if (rows[0]?.taken === true) return { release };
	} catch (error) {
		await release();
		throw unusable(error);
	}
	await release();
	return null;
}
