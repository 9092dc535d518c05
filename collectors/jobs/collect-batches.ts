import { countBlocks, missingRanges, type BlockRange } from '#lib/domain/block-range.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { InvalidBatchError } from '#lib/server/store/errors.ts';
import { failureDetail } from './failure-detail.ts';
import { nextRange } from './next-range.ts';
import type { PassOptions, Progress } from './pass.ts';
import { reportMissing } from './report-missing.ts';

/** Batch 0 is the genesis: nobody committed it. */
const FIRST_BATCH = 1;

/**
 * Want every executed batch that holds a wanted block. Batches that are under way are not wanted yet: what is told of
 * them still changes, and only what is final decides. What fails is told, and ends nothing.
 */
export async function wantBatches(options: PassOptions): Promise<void> {
	const { chain, store } = options;
	if (!FAMILIES[chain.family].tellsBatches) return;
	for (const blocks of await store.getWanted(chain.id, 'block')) {
		const batches = await executedBatches(options, blocks);
		if (batches) await store.extendWanted(chain.id, 'batch', batches);
	}
}

/** The executed batches that hold a block of the range; null where there are none, or it is not known and told. */
export async function executedBatches(
	{ chain, source, signal, report }: PassOptions,
	blocks: BlockRange
): Promise<BlockRange | null> {
	try {
		const final = await source.batchOf('finalized');
		const first = (await source.batchOf(blocks.from))?.batch ?? null;
		if (!final || final.batch === null || first === null) return null;
		const isWhole = blocks.to < final.number;
		const last = isWhole ? ((await source.batchOf(blocks.to))?.batch ?? null) : final.batch;
		const from = Math.max(first, FIRST_BATCH);
		return last === null || last < from ? null : { from, to: last };
	} catch (error) {
		const detail = failureDetail(error, signal);
		report({ event: 'no_batches', chain: chain.id, detail });
		return null;
	}
}

/**
 * Fetch and store the newest missing batches. What could not be had is a gap with its reason, and is not asked for
 * again in this pass. False when there is nothing left to try.
 */
export async function collectBatches(options: PassOptions, progress: Progress): Promise<boolean> {
	const { chain, source, store, report } = options;
	const gaps = await store.getGaps({ chainId: chain.id, kind: 'batch' });
	const range = nextRange(gaps, progress.tried, progress.size.now(), progress.hasFailed);
	if (!range) return false;
	const startedAt = performance.now();
	const { batches, missing } = await source.fetchBatches(range);
	progress.size.took(range.to - range.from + 1, performance.now() - startedAt);
	progress.tried.push(range);
	progress.hasFailed ||= missing.length > 0;
	let left = countBlocks(gaps);
	for (const run of missingRanges(range, missing).reverse()) {
		const ofRun = batches.filter(({ number }) => number >= run.from && number <= run.to);
		try {
			await store.addBatches(chain.id, { range: run, batches: ofRun });
		} catch (error) {
			if (!(error instanceof InvalidBatchError)) throw error;
			// Each could be read, but together they are no chain of batches: the endpoint’s doing.
			progress.hasFailed = true;
			const detail = error.message;
			await reportMissing(options, 'batch', { ...run, reason: 'bad_answer', detail });
			continue;
		}
		left -= ofRun.length;
		report({ event: 'collected', chain: chain.id, kind: 'batch', ...run, left });
	}
	for (const each of missing) await reportMissing(options, 'batch', each);
	return true;
}
