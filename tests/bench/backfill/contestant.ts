import type { BlockRange } from '#lib/domain/block-range.ts';

export type Depth = 'hashes' | 'whole' | 'receipts';

/** What a contestant is given, on its command line as JSON. */
export interface Task {
	readonly contestant: string;
	readonly url: string;
	readonly chainId: number;
	/** Blocks to collect, newest first or in any other order. */
	readonly range: BlockRange;
	/** Blocks to collect beforehand, so that neither compilation nor a pacer's ramp is measured; null for none. */
	readonly warmUp: BlockRange | null;
	/** A database that does not exist yet. */
	readonly databasePath: string;
	/** What is asked for: headers with transaction hashes, whole transactions, or those and receipts, for fees. */
	readonly depth: Depth;
}

/** What a contestant prints, as its last line. */
export interface Outcome {
	readonly blocks: number;
	readonly seconds: number;
	/** Of this process, user and system. */
	readonly cpuSeconds: number;
	/** The greatest resident set of the process. */
	readonly residentMb: number;
}

/** A way to get blocks into a database, or the part of it that bounds all others. */
export interface Contestant {
	/** Read all blocks of a range and store them; without a store, only read. */
	collect(range: BlockRange): Promise<void>;
	close(): Promise<void>;
}

/** Consecutive numbers, cut into pieces of at most `size`, ascending. */
export function pieces({ from, to }: BlockRange, size: number): BlockRange[] {
	const cut: BlockRange[] = [];
	for (let at = from; at <= to; at += size) cut.push({ from: at, to: Math.min(to, at + size - 1) });
	return cut;
}

/** Give the pieces to so many workers, each taking the next when it is done. */
export async function inFlight(
	workers: number,
	work: readonly BlockRange[],
	body: (piece: BlockRange) => Promise<void>
): Promise<void> {
	const left = work[Symbol.iterator]();
	await Promise.all(
		Array.from({ length: workers }, async () => {
			for (const piece of left) await body(piece);
		})
	);
}

/** Every number of a range. */
export function numbersOf({ from, to }: BlockRange): number[] {
	return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
