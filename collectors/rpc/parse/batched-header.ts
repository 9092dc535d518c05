import type { UnixSeconds } from '#lib/domain/units.ts';
import { objectOf, VALUE } from '../pick-json.ts';
import { asObject } from './malformed.ts';
import { hexToNumber, hexToTime } from './quantity.ts';

/** What a header of a chain with batches says of its place. */
export interface BatchedHeader {
	readonly number: number;
	readonly timestamp: UnixSeconds;
	/** Null until its batch is sealed, and where the server has no such field. */
	readonly batch: number | null;
}

/** What `parseBatchedHeader` reads of a header. */
export const BATCHED_HEADER = objectOf({ number: VALUE, timestamp: VALUE, l1BatchNumber: VALUE });

/** Number, time and `l1BatchNumber` of a block of `eth_getBlockByNumber`; null where there is none. Throws MalformedAnswer. */
export function parseBatchedHeader(value: unknown): BatchedHeader | null {
	if (value === null) return null;
	const raw = asObject(value, 'result');
	const batch = raw.l1BatchNumber ?? null;
	return {
		number: hexToNumber(raw.number, 'number'),
		timestamp: hexToTime(raw.timestamp, 'timestamp'),
		batch: batch === null ? null : hexToNumber(batch, 'l1BatchNumber')
	};
}
