import { resolve } from 'node:path';
import { StoreUnusableError } from './errors.ts';

/** Where the database is: an absolute path of a SQLite file. */
export interface DatabaseLocation {
	readonly engine: 'sqlite';
	readonly path: string;
}

/**
 * What `DATABASE_URL` names. `file:PATH` is relative to the working directory. Throws
 * StoreUnusableError for anything else; the message never repeats what stands after `://`, which may
 * carry a password.
 */
export function parseDatabaseUrl(databaseUrl: string): DatabaseLocation {
	if (/^postgres(ql)?:\/\//.test(databaseUrl))
		throw new StoreUnusableError(
			'DATABASE_URL names a PostgreSQL database, which comes with the next release: until then write file:PATH, for example file:data/claimgauge.db'
		);
	const path = /^file:(?<path>.+)$/.exec(databaseUrl)?.groups?.['path'];
	if (path === undefined)
		throw new StoreUnusableError(
			`DATABASE_URL is "${databaseUrl.replace(/:\/\/.*$/s, '://…')}": it must be file:PATH, for example file:data/claimgauge.db`
		);
	return { engine: 'sqlite', path: resolve(withoutSlashes(path)) };
}

/** A `file://` URL of an absolute path has three slashes; one of them belongs to the path. */
function withoutSlashes(path: string): string {
	return path.replace(/^\/\/(?=\/)/, '');
}
