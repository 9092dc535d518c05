import { asObject } from './malformed.ts';
import { asHash, hexToNumber } from './quantity.ts';

/** A block that a subscription tells of: a reason to look, never a fact. */
export interface ToldHead {
	readonly number: number;
	readonly hash: string;
}

/** The header of an `eth_subscription` notification. Throws MalformedAnswer. */
export function parseToldHead(value: unknown): ToldHead {
	const { number, hash } = asObject(value, 'result');
	return { number: hexToNumber(number, 'number'), hash: asHash(hash, 'hash') };
}
