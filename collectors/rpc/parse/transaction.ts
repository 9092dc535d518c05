import { listOf, objectOf, QUANTITY, VALUE } from '../pick-json.ts';
import { asArray, asObject, MalformedAnswer, problemOf } from './malformed.ts';
import { asAddress, asHash, hexToBigint, hexToNumber } from './quantity.ts';

/** What telling classes of transactions apart needs of one inside a block. */
export interface Transaction {
	readonly hash: string;
	readonly type: number;
	readonly from: string;
	/** Null for a contract creation. */
	readonly to: string | null;
	/** Wei. */
	readonly value: bigint;
	/** Hex calldata. */
	readonly input: string;
	/** EIP-7702 authorisations in it. */
	readonly authorizations: number;
}

/** What `parseTransaction` reads. */
export const TRANSACTION = objectOf({
	...{ hash: VALUE, type: QUANTITY, from: VALUE, to: VALUE, value: QUANTITY, input: VALUE },
	authorizationList: listOf(objectOf({}))
});

/** The EIP-2718 type of a transaction or receipt; nodes from before that EIP leave it out of legacy ones. */
export function parseType(value: unknown, field: string): number {
	return value === undefined || value === null ? 0 : hexToNumber(value, field);
}

/** A full transaction object of `eth_getBlockByNumber(…, true)`. Throws MalformedAnswer. */
export function parseTransaction(value: unknown, field: string): Transaction {
	const raw = asObject(value, field);
	if (typeof raw.input !== 'string')
		throw new MalformedAnswer(`${field}.input`, problemOf(raw.input, 'hex data'));
	return {
		hash: asHash(raw.hash, `${field}.hash`),
		type: parseType(raw.type, `${field}.type`),
		from: asAddress(raw.from, `${field}.from`),
		to: orNull(raw.to, (to) => asAddress(to, `${field}.to`)),
		value: hexToBigint(raw.value, `${field}.value`),
		input: raw.input,
		authorizations: raw.authorizationList
			? asArray(raw.authorizationList, `${field}.authorizationList`).length
			: 0
	};
}

function orNull<Value>(value: unknown, parse: (value: unknown) => Value): Value | null {
	return value === undefined || value === null ? null : parse(value);
}
