import { blockCount, countBlocks, missingRanges } from '#lib/domain/block-range.ts';
import { InvalidBatchError, ParentMismatchError } from '#lib/server/store/errors.ts';
import type { BlockBatch } from '#lib/server/store/ports.ts';
import { healReorganisation } from './heal-reorganisation.ts';
import { nextRange } from './next-range.ts';
import type { PassOptions, Progress } from './pass.ts';
import { reportMissing } from './report-missing.ts';

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
	const range = nextRange(gaps, progress.tried, progress.size.now(), progress.hasFailed);
	if (!range) return false;
	const startedAt = performance.now();
	const { blocks, missing } = await source.fetchBlocks(range);
	progress.size.took(blockCount(range), performance.now() - startedAt);
	// Tried even when stored: what a reorganisation drops again waits for the next pass.
	progress.tried.push(range);
	progress.hasFailed ||= missing.length > 0;
	let left = countBlocks(gaps);
	const byNumber = new Map(blocks.map((block) => [block.number, block]));
	for (const run of missingRanges(range, missing).reverse()) {
		const ofRun = [];
		for (let number = run.from; number <= run.to; number++) {
			const block = byNumber.get(number);
			if (block) ofRun.push(block);
		}
		const outcome = await storeOrHeal(options, headNumber, finalizedBefore, {
			range: run,
			blocks: ofRun
		});
		if (outcome === 'stored') {
			left -= ofRun.length;
			report({ event: 'collected', chain: chain.id, kind: 'block', ...run, left });
			continue;
		}
		progress.hasFailed = true;
		// What was read with it may be of either fork.
		if (outcome === 'reorganised') return true;
	}
	for (const each of missing) await reportMissing(options, 'block', each);
	return true;
}

/** Store a run, or say why not; where it does not continue the stored chain, heal instead. */
async function storeOrHeal(
	options: PassOptions,
	headNumber: number,
	finalizedBefore: number | null,
	batch: BlockBatch
): Promise<'stored' | 'refused' | 'reorganised'> {
	const { chain, source, store, report } = options;
	try {
		await store.addBlocks(chain.id, batch);
		return 'stored';
	} catch (error) {
		const { range } = batch;
		const detail = error instanceof Error ? error.message : String(error);
		if (error instanceof InvalidBatchError) {
			// Each block could be read, but together they are no chain: the endpoint's doing.
			await reportMissing(options, 'block', { ...range, reason: 'bad_answer', detail });
			return 'refused';
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
			return 'reorganised';
		}
		// The stored blocks are still on the chain, so the chain moved while this run was read.
		await reportMissing(options, 'block', { ...range, reason: 'reorganised', detail });
		return 'reorganised';
	}
}
