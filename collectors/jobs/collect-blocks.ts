import { countBlocks, missingRanges, type BlockRange } from '#lib/domain/block-range.ts';
import { ParentMismatchError } from '#lib/server/store/errors.ts';
import type { BlockBatch } from '#lib/server/store/ports.ts';
import { healReorganisation } from './heal-reorganisation.ts';
import { nextRange } from './next-range.ts';
import type { PassOptions } from './pass.ts';

/** Blocks fetched between two commits: enough to fill the pipe, few enough to lose little. */
const BLOCKS_A_COMMIT = 2_000;

/**
 * Fetch and store the newest missing blocks. What could not be had is a gap with its reason, and is
 * added to `tried`. `finalizedBefore` is the block that was final before this pass: what is stored up to
 * there is never dropped. False when there is nothing left to try.
 */
export async function collectBlocks(
	options: PassOptions,
	headNumber: number,
	finalizedBefore: number | null,
	tried: BlockRange[]
): Promise<boolean> {
	const { chain, source, store, report } = options;
	const gaps = await store.getGaps({ chainId: chain.id, kind: 'block' });
	const range = nextRange(gaps, tried, BLOCKS_A_COMMIT);
	if (!range) return false;
	const { blocks, missing } = await source.fetchBlocks(range);
	// Tried even when stored: what a reorganisation drops again waits for the next pass.
	tried.push(range);
	let left = countBlocks(gaps);
	const byNumber = new Map(blocks.map((block) => [block.number, block]));
	for (const run of missingRanges(range, missing).reverse()) {
		const ofRun = [];
		for (let number = run.from; number <= run.to; number++) {
			const block = byNumber.get(number);
			if (block) ofRun.push(block);
		}
		const stored = await storeOrHeal(options, headNumber, finalizedBefore, {
			range: run,
			blocks: ofRun
		});
		if (!stored) return true;
		left -= ofRun.length;
		report({ event: 'collected', chain: chain.id, kind: 'block', ...run, left });
	}
	for (const { from, to, reason, detail } of missing) {
		await store.markGap(chain.id, 'block', { from, to }, reason, detail);
		report({ event: 'missing', chain: chain.id, kind: 'block', from, to, reason, detail });
	}
	return true;
}

/** Store a run; where it does not continue the stored chain, heal instead. True when stored. */
async function storeOrHeal(
	{ chain, source, store, report }: PassOptions,
	headNumber: number,
	finalizedBefore: number | null,
	batch: BlockBatch
): Promise<boolean> {
	try {
		await store.addBlocks(chain.id, batch);
		return true;
	} catch (error) {
		if (!(error instanceof ParentMismatchError)) throw error;
		const { range } = batch;
		// Either neighbour of the run may be the one that is no longer on the chain.
		for (const neighbour of [range.to + 1, range.from - 1]) {
			const above = await healReorganisation(
				source,
				store,
				chain.id,
				neighbour,
				finalizedBefore,
				headNumber
			);
			if (above === null) continue;
			report({ event: 'reorganised', chain: chain.id, above });
			return false;
		}
		// The stored blocks are still on the chain, so the chain moved while this run was read.
		await store.markGap(chain.id, 'block', range, 'reorganised', error.message);
		return false;
	}
}
