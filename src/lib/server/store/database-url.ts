import { resolve } from 'node:path';
import { StoreUnusableError } from './errors.ts';

/** Where the database is: the absolute path of a SQLite file, or the URL of a PostgreSQL database. */
export type DatabaseLocation =
	| { readonly engine: 'sqlite'; readonly path: string }
	| { readonly engine: 'postgres'; readonly url: string };

/**
 * What `DATABASE_URL` names. `file:PATH` is relative to the working directory. Throws
 * StoreUnusableError for anything else than that and `postgres://…`; the message never repeats what stands
 * after `://` or before `@`, which may carry a password.
 */
export function parseDatabaseUrl(databaseUrl: string): DatabaseLocation {
	if (/^postgres(ql)?:\/\//.test(databaseUrl)) return { engine: 'postgres', url: databaseUrl };
	const path = /^file:(?<path>.+)$/.exec(databaseUrl)?.groups?.['path'];
	if (path === undefined)
		throw new StoreUnusableError(
			`DATABASE_URL is "${shown(databaseUrl)}": it must be file:PATH, for example file:data/claimgauge.db, or postgres://USER:PASSWORD@HOST:5432/DATABASE`
		);
	return { engine: 'sqlite', path: resolve(withoutSlashes(path)) };
}

/** What tells the kind of a URL, and nothing that may be a password. */
function shown(text: string): string {
	return text.replace(/:\/\/.*$/s, '://…').replace(/^.*@.*$/s, '…@…');
}

/** A `file://` URL of an absolute path has three slashes; one of them belongs to the path. */
function withoutSlashes(path: string): string {
	return path.replace(/^\/\/(?=\/)/, '');
}
