import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of its own on the server of this test run. */
export interface PostgresDatabase {
	readonly url: string;
	remove(): Promise<void>;
}

/** Make an empty database. `how` is what `create database` takes. */
export async function createPostgresDatabase(
	how = 'strategy file_copy'
): Promise<PostgresDatabase> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	await administer(`create database ${name} ${how}`);
	return {
		url: postgresUrl(name),
		// With force: a test that has failed may have left connections.
		remove: () => administer(`drop database ${name} with (force)`)
	};
}

/** Delete every row of a migrated database, except which migrations it has seen. */
export async function emptyPostgresDatabase(url: string): Promise<void> {
	await withClient(url, async (client) => {
		const { rows } = await client.query<{ name: string }>(
			`select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`
		);
		await client.query(rows.map(({ name }) => `delete from "${name}"`).join(';'));
	});
}

/** The URL of a database on the server of this test run. */
export function postgresUrl(name: string): string {
	return inject('postgresUrl').replace(/[^/]+$/, name);
}

/** Run one statement as the user who may do everything. */
export async function administer(statement: string): Promise<void> {
	await withClient(inject('postgresUrl'), (client) => client.query(statement));
}

/** Use a connection of one's own, and close it. */
export async function withClient<Result>(
	url: string,
	use: (client: pg.Client) => Promise<Result>
): Promise<Result> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await use(client);
	} finally {
		await client.end();
	}
}
