/** A reply does not have the shape that the method promises. Whoever asked adds method, block and endpoint. */
export class MalformedAnswer extends TypeError {
	override readonly name = 'MalformedAnswer';
	/** Path of the field within the reply. */
	readonly field: string;
	constructor(field: string, problem: string) {
		super(`field "${field}" ${problem}`);
		this.field = field;
	}
}

/** A value of a reply, short enough for an error message. */
export function quote(value: unknown): string {
	const plain = (_key: string, each: unknown): unknown =>
		typeof each === 'bigint' ? String(each) : each;
	const text = JSON.stringify(value, plain) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Throws MalformedAnswer unless the value is a JSON object. */
export function asObject(value: unknown, field: string): Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw new MalformedAnswer(field, problemOf(value, 'an object'));
	return value as Record<string, unknown>;
}

/** Throws MalformedAnswer unless the value is a JSON array. */
export function asArray(value: unknown, field: string): readonly unknown[] {
	if (!Array.isArray(value)) throw new MalformedAnswer(field, problemOf(value, 'a list'));
	return value;
}

/** How a value differs from what was expected: missing and wrong are told apart. */
export function problemOf(value: unknown, expected: string): string {
	return value === undefined ? 'is missing' : `must be ${expected}, got ${quote(value)}`;
}
