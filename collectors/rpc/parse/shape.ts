import * as v from 'valibot';
import { MalformedAnswer, quote } from './malformed.ts';

/** A hex quantity that fits a number. */
export const hexNumber = v.pipe(
	v.string(),
	v.regex(/^0x[0-9a-fA-F]+$/, 'must be a hex quantity'),
	v.transform((text) => Number(text)),
	v.safeInteger('must be below 2^53')
);

/** A hex quantity of any size, as a bigint. */
export const hexBigint = v.pipe(
	v.string(),
	v.regex(/^0x[0-9a-fA-F]{1,64}$/, 'must be a hex quantity of at most 256 bits'),
	v.transform((text) => BigInt(text))
);

/** A 32-byte hash, lower case. */
export const hash = v.pipe(
	v.string(),
	v.regex(/^0x[0-9a-fA-F]{64}$/, 'must be a 32-byte hash'),
	v.toLowerCase()
);

/** A 20-byte address, lower case. */
export const address = v.pipe(
	v.string(),
	v.regex(/^0x[0-9a-fA-F]{40}$/, 'must be a 20-byte address'),
	v.toLowerCase()
);

/** A whole decimal number from 0 to 2⁵³ − 1, as `zks_*` give most quantities. */
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Null and left out are the same: older servers lack fields that newer ones give as null. */
export function orNull<Schema extends v.GenericSchema>(
	schema: Schema
): v.OptionalSchema<v.NullableSchema<Schema, null>, null> {
	return v.optional(v.nullable(schema, null), null);
}

/** Parse with a valibot schema; unknown fields are dropped. Throws MalformedAnswer for the first fault. */
export function parseShape<Schema extends v.GenericSchema>(
	schema: Schema,
	value: unknown
): v.InferOutput<Schema> {
	const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
	if (result.success) return result.output;
	const [issue] = result.issues;
	const field = v.getDotPath(issue) ?? 'result';
	throw new MalformedAnswer(
		field,
		issue.input === undefined ? 'is missing' : `${issue.message}, got ${quote(issue.input)}`
	);
}
