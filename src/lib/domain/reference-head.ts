import type { UnixSeconds } from './units.ts';

/** A newest block, as an endpoint told it. */
export interface NewestBlock {
	readonly number: number;
	readonly timestamp: UnixSeconds;
}

/**
 * What endpoints that were asked at once are held to: the newest block told, of three or more the second newest. One
 * that tells of blocks nobody else has must not make laggards of the others. Undefined where none told.
 */
export function referenceHead<Told extends NewestBlock>(told: readonly Told[]): Told | undefined {
	const newestFirst = [...told].sort((a, b) => b.timestamp - a.timestamp || b.number - a.number);
	return newestFirst[told.length > 2 ? 1 : 0];
}
