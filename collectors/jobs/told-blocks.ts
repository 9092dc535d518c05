import type { BlockFact } from '#lib/domain/facts.ts';
import type { StoredBlock } from '#lib/server/store/ports/blocks.ts';

/** What one endpoint says of a block. */
export interface ToldBlock {
	readonly host: string;
	/** Null where it has none. */
	readonly block: BlockFact | null;
}

/** How endpoints voted on a stored block; those that have none do not vote. */
export interface Votes {
	/** Hosts that say what is stored. */
	readonly same: readonly string[];
	/** The largest group of hosts that say another thing alike, and all hosts that say another thing. */
	readonly other: readonly string[];
	readonly differing: readonly string[];
}

/** Count what endpoints say by a key of a block, beside the key of what is stored. */
export function votesOn(
	told: readonly ToldBlock[],
	stored: string,
	keyOf: (block: BlockFact) => string
): Votes {
	const groups = new Map<string, string[]>();
	for (const { host, block } of told) {
		if (!block) continue;
		const key = keyOf(block);
		groups.set(key, [...(groups.get(key) ?? []), host]);
	}
	const same = groups.get(stored) ?? [];
	groups.delete(stored);
	const others = [...groups.values()];
	const other = others.reduce((best, each) => (each.length > best.length ? each : best), []);
	return { same, other, differing: others.flat() };
}

/** The largest group of endpoints that say the same of a block, and those that say another thing. */
export function compareKeys(told: readonly ToldBlock[]): {
	agreeing: readonly string[];
	differing: readonly string[];
} {
	const { other, differing } = votesOn(told, '', toldKey);
	return { agreeing: other, differing: differing.filter((host) => !other.includes(host)) };
}

/** All that is stored of a block, as a key to compare by. */
export function storedKey(block: StoredBlock, hash: string): string {
	const { number, timestamp, txCount, userTxCount, gasUsed, baseFee } = block;
	return [number, hash.toLowerCase(), timestamp, txCount, userTxCount, gasUsed, baseFee].join(' ');
}

/** The same of a block as it is told. */
export function toldKey(block: BlockFact): string {
	return storedKey(block, block.hash);
}
