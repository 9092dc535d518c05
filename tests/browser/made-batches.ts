import type { BatchFact } from '#lib/domain/batches.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import { at } from '#lib/server/test-chain.ts';
import { BLOCK_SECONDS, BLOCKS } from './compared-site.ts';

const BLOCKS_A_BATCH = 6;
/** The newest batches are not executed yet: four hours of blocks. */
const BATCHES = Math.floor(BLOCKS / BLOCKS_A_BATCH) - 4;

/** A batch an hour; transactions from L1 come and go with the number. */
function madeBatch(number: number): BatchFact {
	const to = number * BLOCKS_A_BATCH;
	const timeOf = (block: number) => at((block - 1) * BLOCK_SECONDS);
	const rootHash = `0x${number.toString(16).padStart(64, '0')}`;
	const reached = (after: number) => ({
		at: unixSeconds(timeOf(to) + after + (number % 60)),
		clock: 'operator' as const,
		txHash: rootHash,
		settledOn: 1
	});
	return {
		...{ number, rootHash, l1TxCount: (number * 5) % 4, l2TxCount: 240 },
		blocks: { from: to - BLOCKS_A_BATCH + 1, to },
		openedAt: timeOf(to - BLOCKS_A_BATCH + 1),
		sealedAt: timeOf(to),
		stages: { commit: reached(420), prove: reached(HOUR), execute: reached(3 * HOUR) }
	};
}

/** The executed batches of a chain of the compared site. */
export async function addMadeBatches(store: Store, chainId: number): Promise<void> {
	const batches = Array.from({ length: BATCHES }, (_, index) => madeBatch(index + 1));
	await store.addBatches(chainId, { range: { from: 1, to: BATCHES }, batches });
}
