/** Takes every URL, and every part of one endpoint's own URL that may be a key, out of a text. */
export type Redact = (text: string) => string;

const ANY_URL = /\b(?:https?|wss?):\/\/[^\s"'<>]+/gi;
const LONGEST_QUOTE = 200;

/** Parts shorter than this are words like "rpc" or "v2", which say nothing and would mangle the text. */
const SHORTEST_KEY = 4;

/**
 * A redactor for texts that came from the endpoint at `url` or from the HTTP client: user name, password,
 * path segments and query values are removed wherever they stand, as is what would move a terminal’s cursor, and long
 * texts are cut.
 */
export function redactorFor(url: URL): Redact {
	const pairs = [...url.searchParams].flat();
	const parts = [
		url.username,
		url.password,
		...url.pathname.split('/'),
		...pairs,
		url.hash.slice(1)
	];
	const secrets = [...new Set(parts.flatMap((part) => [part, decoded(part)]))]
		.filter((part) => part.length >= SHORTEST_KEY)
		.sort((a, b) => b.length - a.length);
	return (text) => {
		let clean = text.replace(ANY_URL, '[URL]');
		for (const secret of secrets) clean = clean.replaceAll(secret, '[…]');
		clean = clean.replace(/[\s\p{Cc}]+/gu, ' ').trim();
		return clean.length > LONGEST_QUOTE ? `${clean.slice(0, LONGEST_QUOTE)}…` : clean;
	};
}

/** A copy of an error that holds its name, code and message only: an original may carry the request. */
export function redactedCause(error: unknown, redact: Redact): Error {
	const given = error instanceof Error ? error : new Error(String(error));
	const code = 'code' in given && typeof given.code === 'string' ? `${given.code}: ` : '';
	const copy = new Error(redact(`${code}${given.message}`));
	copy.name = given.name;
	copy.stack = `${copy.name}: ${copy.message}`;
	return copy;
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		// A stray percent sign: the part stands in the URL as it is, and nowhere decoded.
		return part;
	}
}
