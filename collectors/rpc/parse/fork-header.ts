import type { ForkHeader } from '#lib/domain/fork-rules.ts';
import { wei } from '#lib/domain/units.ts';
import { asObject } from './malformed.ts';
import { asHash, hexToBigint, hexToNumber, hexToTime } from './quantity.ts';

/** The fields of a header of `eth_getBlockByNumber` that forks added or gave another rule. Throws MalformedAnswer. */
export function parseForkHeader(value: unknown): ForkHeader {
	const raw = asObject(value, 'result');
	const has = (field: string): boolean => raw[field] !== undefined && raw[field] !== null;
	const amount = (field: string): bigint | null =>
		has(field) ? hexToBigint(raw[field], field) : null;
	return {
		number: hexToNumber(raw.number, 'number'),
		timestamp: hexToTime(raw.timestamp, 'timestamp'),
		hash: asHash(raw.hash, 'hash'),
		parentHash: asHash(raw.parentHash, 'parentHash'),
		baseFee: wei(amount('baseFeePerGas') ?? 0n),
		blobGasUsed: amount('blobGasUsed'),
		excessBlobGas: amount('excessBlobGas'),
		hasWithdrawals: has('withdrawalsRoot'),
		hasRequests: has('requestsHash')
	};
}
