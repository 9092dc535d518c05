import { sql } from 'kysely';
import type { Backend } from '../backend.ts';
import type { Engine } from '../engine.ts';
import { StoreUnusableError } from '../errors.ts';
import { openPostgres } from './engine.ts';
import { trySessionLock } from './lock.ts';
import { unusable, WHERE } from './unusable.ts';

/** A PostgreSQL database at a URL. */
export function postgresBackend(url: string): Backend {
	return {
		where: WHERE,
		async open(mode) {
			const engine = openPostgres(url, mode);
			try {
				await refuseOtherEncodings(engine);
			} catch (error) {
				await engine.db.destroy();
				throw unusable(error);
			}
			return engine;
		},
		unusable,
		tryLock: (chainId) => trySessionLock(url, `claimgauge/collect/${chainId}`)
	};
}

/** In another encoding than UTF-8, a character of a quote or a message may have no place. */
async function refuseOtherEncodings(engine: Engine): Promise<void> {
	const { rows } = await sql<{ encoding: string }>`
		select current_setting('server_encoding') as encoding
	`.execute(engine.db);
	const encoding = rows[0]?.encoding;
	if (encoding !== 'UTF8')
		throw new StoreUnusableError(
			`${WHERE} is encoded in ${encoding}: make one in UTF8, createdb --encoding=UTF8 --template=template0`
		);
}
