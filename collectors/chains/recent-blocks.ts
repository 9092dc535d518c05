import type { WholeBlock } from './block-jobs.ts';

/** Characters of hex that are kept at most: about as many bytes. */
const MOST_CHARACTERS = 8_000_000;
/** What a transaction takes beside its calldata. */
const PER_TRANSACTION = 300;

/** Blocks whose transactions were just read, until their receipts are asked for. */
export interface RecentBlocks {
	/** Keep a block; the ones kept longest go where there is no room. */
	keep(block: WholeBlock): void;
	/** Give a block away, where it is kept. */
	take(number: number): WholeBlock | null;
}

/** Whole blocks in memory, as many as there is room for. */
export function recentBlocks(most = MOST_CHARACTERS): RecentBlocks {
	const kept = new Map<number, { readonly block: WholeBlock; readonly size: number }>();
	let total = 0;
	const take: RecentBlocks['take'] = (number) => {
		const found = kept.get(number);
		if (!found) return null;
		kept.delete(number);
		total -= found.size;
		return found.block;
	};
	return {
		take,
		keep(block) {
			take(block.fact.number);
			const size = sizeOf(block);
			kept.set(block.fact.number, { block, size });
			total += size;
			for (const number of kept.keys()) {
				if (total <= most) break;
				take(number);
			}
		}
	};
}

function sizeOf({ transactions }: WholeBlock): number {
	return transactions.reduce((sum, { input }) => sum + input.length + PER_TRANSACTION, 0);
}
