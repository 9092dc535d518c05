/** The command line is wrong; the message says how it should read. Exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}
