import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { Quantity } from '../pick-json.ts';
import { MalformedAnswer, problemOf, quote } from './malformed.ts';

const HEX = /^0x[0-9a-fA-F]+$/;
const LOWER_HASH = /^0x[0-9a-f]{64}$/;
const ANY_HASH = /^0x[0-9a-fA-F]{64}$/;
const ANY_BYTES = /^0x([0-9a-fA-F]{2})*$/;
const ANY_ADDRESS = /^0x[0-9a-fA-F]{40}$/;
/** 256 bits in hex with its prefix: nothing in the EVM is wider. */
const LONGEST_QUANTITY = 66;

/** A hex quantity as a number. Throws MalformedAnswer for anything else and from 2⁵³ up. */
export function hexToNumber(value: unknown, field: string): number {
	if (value instanceof Quantity) return value.number;
	if (typeof value !== 'string' || !HEX.test(value))
		throw new MalformedAnswer(field, problemOf(value, 'a hex quantity such as "0x1a"'));
	const number = Number(value);
	if (!Number.isSafeInteger(number))
		throw new MalformedAnswer(field, `must be below 2^53, got ${quote(value)}`);
	return number;
}

/** A hex quantity of up to 256 bits as a bigint. Throws MalformedAnswer for anything else. */
export function hexToBigint(value: unknown, field: string): bigint {
	if (value instanceof Quantity) return BigInt(value.number);
	if (typeof value !== 'string' || !HEX.test(value) || value.length > LONGEST_QUANTITY)
		throw new MalformedAnswer(field, problemOf(value, 'a hex quantity of at most 256 bits'));
	return BigInt(value);
}

/** A hex timestamp in seconds. Throws MalformedAnswer for milliseconds too. */
export function hexToTime(value: unknown, field: string): UnixSeconds {
	return asTime(hexToNumber(value, field), field);
}

/** A number of seconds as a time. Throws MalformedAnswer for milliseconds too. */
export function asTime(number: number, field: string): UnixSeconds {
	try {
		return unixSeconds(number);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new MalformedAnswer(field, `is no time: ${error.message}`);
	}
}

/** A 32-byte hash in lower case. Throws MalformedAnswer for anything else. */
export function asHash(value: unknown, field: string): string {
	if (typeof value === 'string') {
		if (LOWER_HASH.test(value)) return value;
		if (ANY_HASH.test(value)) return value.toLowerCase();
	}
	throw new MalformedAnswer(field, problemOf(value, 'a 32-byte hash'));
}

/** A 20-byte address in lower case. Throws MalformedAnswer for anything else. */
export function asAddress(value: unknown, field: string): string {
	if (typeof value !== 'string' || !ANY_ADDRESS.test(value))
		throw new MalformedAnswer(field, problemOf(value, 'a 20-byte address'));
	return value.toLowerCase();
}

/** Bytes in hex of any number, in lower case. Throws MalformedAnswer for anything else. */
export function asBytes(value: unknown, field: string): string {
	if (typeof value !== 'string' || !ANY_BYTES.test(value))
		throw new MalformedAnswer(field, problemOf(value, 'bytes in hex'));
	return value.toLowerCase();
}
