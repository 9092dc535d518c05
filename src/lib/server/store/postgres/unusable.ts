import { StoreUnusableError } from '../errors.ts';

/** What messages call the database: its URL may carry a password, and its host is nobody's business. */
export const WHERE = 'the PostgreSQL database that DATABASE_URL names';

/** How long a transaction waits for another one to end, in seconds. */
export const QUEUE_TIMEOUT_SECONDS = 20;

/**
 * What to do about an error's code: SQLSTATE of the server
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html), or of Node's network.
 */
const ADVICE: readonly { readonly codes: readonly string[]; readonly says: string }[] = [
	{
		codes: ['28P01', '28000'],
		says: 'refuses the user or the password: check both in DATABASE_URL (in a URL, @ is written %40, : %3A and / %2F)'
	},
	{ codes: ['3D000'], says: 'does not exist on that server: make it with "createdb", in UTF8' },
	{
		codes: ['42501'],
		says: 'does not let this user do that: make the user its owner, or grant it the right to create tables in the schema'
	},
	{
		codes: ['25006'],
		says: 'is read-only, as a standby is: name its primary in DATABASE_URL'
	},
	{
		codes: ['53300'],
		says: 'has no connection left: raise max_connections, or end programs that hold some'
	},
	{
		codes: ['55P03'],
		says: `is being written to by another process, for ${QUEUE_TIMEOUT_SECONDS} s without an end: see in pg_stat_activity which one, and try again`
	},
	{
		codes: ['57P01', '57P02', '57P03'],
		says: 'is starting or shutting down: try again when its server is up'
	}
];

/** What a failure means and what to do, without the URL, the host or the password. */
export function unusable(cause: unknown): StoreUnusableError {
	if (cause instanceof StoreUnusableError) return cause;
	const code = (cause as { code?: unknown } | null)?.code;
	const advice = ADVICE.find(({ codes }) => typeof code === 'string' && codes.includes(code));
	if (advice) return new StoreUnusableError(`${WHERE} ${advice.says}`, { cause });
	const said = cause instanceof Error ? cause.message : String(cause);
	if (isFromServer(cause))
		return new StoreUnusableError(
			`${WHERE} cannot be used (${said}): correct that, or name another one`,
			{ cause }
		);
	// The messages of Node's network name the host; the code does not.
	const why = typeof code === 'string' ? code : said;
	return new StoreUnusableError(
		`${WHERE} cannot be reached (${why}): check that its server is running, and host and port in DATABASE_URL`,
		{ cause }
	);
}

/** The server's own errors have a severity; those of the network and of the driver have none. */
function isFromServer(cause: unknown): boolean {
	return typeof (cause as { severity?: unknown } | null)?.severity === 'string';
}
