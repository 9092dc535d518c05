import type { Reading } from './claims.ts';

/**
 * JSON with one spelling for one value: keys in order of their UTF-16 units, no white space, numbers as
 * JavaScript writes them (RFC 8785). Throws TypeError, naming the place, for what JSON has no word for:
 * undefined, NaN, infinities, bigint, functions.
 */
export function canonicalJson(value: unknown): string {
	return write(value, '$');
}

/** What is hashed to freeze a reading: every field of it, its id and version too. */
export function canonicalReading(reading: Reading): string {
	return canonicalJson(reading);
}

function write(value: unknown, place: string): string {
	if (value === null || typeof value === 'string' || typeof value === 'boolean')
		return JSON.stringify(value);
	if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
	if (Array.isArray(value))
		return `[${Array.from(value, (each, index) => write(each, `${place}[${index}]`)).join(',')}]`;
	if (typeof value === 'object') return writeObject(value as Record<string, unknown>, place);
	throw new TypeError(`${place} is ${String(value)} (${typeof value}), which JSON cannot state`);
}

function writeObject(object: Record<string, unknown>, place: string): string {
	const fields = Object.keys(object)
		.toSorted()
		.map((key) => `${JSON.stringify(key)}:${write(object[key], `${place}.${key}`)}`);
	return `{${fields.join(',')}}`;
}
