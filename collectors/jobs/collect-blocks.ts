import {
	blockCount,
	countBlocks,
	missingRanges,
	subtractRange,
	type BlockRange
} from '#lib/domain/block-range.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { InvalidBatchError, ParentMismatchError } from '#lib/server/store/errors.ts';
import type { BlockBatch } from '#lib/server/store/ports/blocks.ts';
import { beginRun, type BlockRun } from './block-run.ts';
import { healReorganisation } from './heal-reorganisation.ts';
import { nextRange } from './next-range.ts';
import type { PassOptions, Progress } from './pass.ts';
import { reportMissing } from './report-missing.ts';

/** What was asked for of blocks, and the run that is fetched while the one before it is stored. */
export interface BlockProgress extends Progress {
	ahead: BlockRun | null;
}

/**
 * Store the newest missing blocks while those below them are fetched, and read again what lacks a gas limit. What could not be had is a gap with its reason,
 * and is not asked for again in this pass. `finalizedBefore` is the block that was final before this pass: what is stored
 * up to there is never dropped. False when there is nothing left to try. What is under way afterwards is `progress.ahead`.
 */
export async function collectBlocks(
	options: PassOptions,
	headNumber: number,
	finalizedBefore: number | null,
	progress: BlockProgress
): Promise<boolean> {
	const { chain, source, store, report } = options;
	const gaps = await store.getGaps({ chainId: chain.id, kind: 'block' });
	const limitless = await withoutGasLimit(options);
	const beginNext = (): BlockRun | null => {
		const size = progress.size.now();
		const next =
			nextRange(gaps, progress.tried, size, progress.hasFailed) ??
			nextRange(limitless, progress.tried, size);
		return next && beginRun(source, next);
	};
	const run = progress.ahead ?? beginNext();
	progress.ahead = null;
	if (!run) return false;
	const { range } = run;
	const { blocks, missing, milliseconds } = await run.answer();
	progress.size.took(blockCount(range), milliseconds);
	// Tried even when stored: what a reorganisation drops again waits for the next pass.
	progress.tried.push(range);
	progress.hasFailed ||= missing.length > 0;
	if (!options.isOver()) progress.ahead = beginNext();
	let left: readonly BlockRange[] = gaps;
	for (const part of missingRanges(range, missing).reverse()) {
		const ofPart = blocks.filter(({ number }) => number >= part.from && number <= part.to);
		const outcome = await storeOrHeal(options, headNumber, finalizedBefore, progress, {
			range: part,
			blocks: ofPart
		});
		if (outcome === 'stored') {
			left = subtractRange(left, part);
			const event = { event: 'collected', chain: chain.id, kind: 'block', ...part } as const;
			report({ ...event, left: countBlocks(left) });
			continue;
		}
		progress.hasFailed = true;
		// What was read with it may be of either fork.
		if (outcome === 'reorganised') return true;
	}
	for (const each of missing) await reportMissing(options, 'block', each);
	return true;
}

/** Stored blocks that are read again once no other is missing, for a gas limit that was not kept and binds. */
async function withoutGasLimit({ chain, store }: PassOptions) {
	if (FAMILIES[chain.family].gasLimit === 'sentinel') return [];
	const ranges = await store.getGasLimitGaps(chain.id);
	return ranges.map((range) => ({ ...range, reason: 'not_yet_collected' as const }));
}

/** Store part of a run, or say why not; where it does not continue the stored chain, heal instead. */
async function storeOrHeal(
	options: PassOptions,
	headNumber: number,
	finalizedBefore: number | null,
	progress: BlockProgress,
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
		await abandonAhead(progress);
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

/** Give up what is fetched ahead: it may be of either fork. It does not count as tried, so that it is asked for again. */
export async function abandonAhead(progress: BlockProgress): Promise<void> {
	await progress.ahead?.abandon();
	progress.ahead = null;
}
