import pg from 'pg';
import { StoreUnusableError } from '../errors.ts';

/** How long to wait for the server to take a connection, in milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A collector or a reader that vanishes with its machine closes nothing. The server then finds out within a
 * minute, and drops its transaction and its locks; by default it would take two hours.
 */
const KEEPALIVES =
	'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3';

/** What every session says first; one that only reads cannot write, whatever it is asked. */
export function sessionSettings(mode: 'write' | 'read'): string {
	return `${KEEPALIVES}; set default_transaction_read_only = ${mode === 'read' ? 'on' : 'off'}`;
}

/** How to connect. Throws StoreUnusableError, without the URL, where it cannot be read as one. */
export function clientConfig(url: string): pg.ClientConfig {
	try {
		// Reads the URL and nothing else: the client is never connected.
		new pg.Client({ connectionString: url });
	} catch {
		// The error may repeat the URL with its password, so not even its cause is kept.
		throw new StoreUnusableError(
			'DATABASE_URL cannot be read: write postgres://USER:PASSWORD@HOST:5432/DATABASE, and in each part %40 for @, %3A for :, %2F for /, %23 for # and %25 for %'
		);
	}
	return {
		connectionString: url,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		keepAlive: true,
		fallback_application_name: 'claimgauge',
		types: {
			getTypeParser: (oid, format) =>
				oid === pg.types.builtins.INT8 && format !== 'binary'
					? safeInteger
					: pg.types.getTypeParser(oid, format)
		}
	};
}

/** An int8 as a number. One past 2⁵³ throws: such a column is read with `exactText`. */
function safeInteger(text: string): number {
	const value = Number(text);
	if (!Number.isSafeInteger(value))
		throw new RangeError(`${text} cannot be read as a number without loss: select it as text`);
	return value;
}
