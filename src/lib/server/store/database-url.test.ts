import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDatabaseUrl } from './database-url.ts';
import { StoreUnusableError } from './errors.ts';

describe('parseDatabaseUrl', () => {
	it.each(['', 'data/claimgauge.db', 'file:', 'mysql://host/db', 'sqlite:x.db'])(
		'refuses "%s", and says what it may be',
		(url) => {
			expect(() => parseDatabaseUrl(url)).toThrow(StoreUnusableError);
			expect(() => parseDatabaseUrl(url)).toThrow(/DATABASE_URL.*file:PATH/);
		}
	);

	it.each(['mysql://me:secret@host/db', 'Postgres://me:secret@host/db', 'me:secret@host/db'])(
		'refuses %s without repeating the password',
		(url) => {
			expect(() => parseDatabaseUrl(url)).toThrow(/it must be file:PATH.*or postgres:\/\//);
			expect(() => parseDatabaseUrl(url)).not.toThrow(/secret/);
		}
	);

	it.each(['postgres://me:secret@host/db', 'postgresql://me@%2Frun%2Fpostgresql/db'])(
		'leaves the URL of a PostgreSQL database as it is: %s',
		(url) => {
			expect(parseDatabaseUrl(url)).toEqual({ engine: 'postgres', url });
		}
	);

	it.each([
		['file:data/x.db', resolve('data/x.db')],
		['file:/srv/x.db', '/srv/x.db'],
		['file:///srv/x.db', '/srv/x.db'],
		['file:x y.db', resolve('x y.db')]
	])('reads the path of %s, relative to the working directory or absolute', (url, path) => {
		expect(parseDatabaseUrl(url)).toEqual({ engine: 'sqlite', path });
	});

	it('never repeats the password of another database', () => {
		const parse = () => parseDatabaseUrl('mysql://user:s3cret@host/db');
		expect(parse).toThrow(/DATABASE_URL is "mysql:\/\/…"/);
		expect(parse).not.toThrow(/s3cret/);
	});
});
