/** An article cannot be imported; the message says what failed, with which file or address, and what to do. Exit code 1. */
export class ImportError extends Error {
	override readonly name = 'ImportError';
}
