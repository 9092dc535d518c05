import { blockCount, countBlocks, missingRanges } from '#lib/domain/block-range.ts';
import { InvalidBatchError, ParentMismatchError } from '#lib/server/store/errors.ts';
import type { BlockBatch } from '#lib/server/store/ports.ts';
import { healReorganisation } from './heal-reorganisation.ts';
import { nextRange } from './next-range.ts';
import type { PassOptions, Progress } from './pass.ts';

/**
 * Fetch and store the newest missing blocks. What could not be had is a gap with its reason, and is
 * not asked for again in this pass. `finalizedBefore` is the block that was final before this pass: what is stored up to
 * there is never dropped. False when there is nothing left to try.
 */
export async function collectBlocks(
	options: PassOptions,
	headNumber: number,
	finalizedBefore: number | null,
	progress: Progress
): Promise<boolean> {
	const { chain, source, store, report } = options;
	const gaps = await store.getGaps({ chainId: chain.id, kind: 'block' });
	const range = nextRange(gaps, progress.tried, progress.size.now());
	if (!range) return false;
	const startedAt = performance.now();
	const { blocks, missing } = await source.fetchBlocks(range);
	progress.size.took(blockCount(range), performance.now() - startedAt);
	// Tried even when stored: what a reorganisation drops again waits for the next pass.
	progress.tried.push(range);
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

/** Store a run, or say why not; where it does not continue the stored chain, heal instead and give false. */
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
		const { range } = batch;
		if (error instanceof InvalidBatchError) {
			// Each block could be read, but together they are no chain: the endpoint's doing.
			await store.markGap(chain.id, 'block', range, 'bad_answer', error.message);
			return true;
		}
		if (!(error instanceof ParentMismatchError)) throw error;
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
