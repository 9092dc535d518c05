import { SettingsError } from '#lib/domain/settings.ts';
import { StoreUnusableError } from '#lib/server/store/errors.ts';
import { ImportError } from '../articles/import-error.ts';
import { UsageError } from './usage-error.ts';
import { isRpcError } from '../rpc/errors.ts';

/** Errors whose message is a sentence for people; any other is a defect, of ours or of a library. */
const FOR_PEOPLE = [UsageError, SettingsError, StoreUnusableError, ImportError];

/**
 * What of an error goes to stderr: the message where that was written for people, else the stack, with those of its
 * causes. Never an error's own properties: those of an invalid URL repeat it, with its key.
 */
export function errorText(error: unknown): string {
	if (!(error instanceof Error)) return `thrown, and no error: ${String(error)}`;
	const isPlain = Object.getPrototypeOf(error) === Error.prototype;
	if (isPlain || isRpcError(error) || FOR_PEOPLE.some((each) => error instanceof each))
		return error.message;
	const stack = error.stack ?? `${error.name}: ${error.message}`;
	return error.cause === undefined ? stack : `${stack}\nCaused by: ${errorText(error.cause)}`;
}
