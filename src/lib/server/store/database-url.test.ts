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

	it.each(['postgres://me:secret@host/db', 'postgresql://me:secret@host/db'])(
		'refuses PostgreSQL for now, without repeating the password',
		(url) => {
			expect(() => parseDatabaseUrl(url)).toThrow(/PostgreSQL.*next release.*file:PATH/);
			expect(() => parseDatabaseUrl(url)).not.toThrow(/secret/);
		}
	);

	it('reads a path relative to the working directory, and an absolute one', () => {
		expect(parseDatabaseUrl('file:data/x.db').path).toBe(resolve('data/x.db'));
		expect(parseDatabaseUrl('file:/srv/x.db').path).toBe('/srv/x.db');
		expect(parseDatabaseUrl('file:///srv/x.db').path).toBe('/srv/x.db');
		expect(parseDatabaseUrl('file:x y.db').path).toBe(resolve('x y.db'));
	});

	it('never repeats the password of another database', () => {
		const parse = () => parseDatabaseUrl('mysql://user:s3cret@host/db');
		expect(parse).toThrow(/DATABASE_URL is "mysql:\/\/…"/);
		expect(parse).not.toThrow(/s3cret/);
	});
});
