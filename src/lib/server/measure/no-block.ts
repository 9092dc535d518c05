import type { BlockRange } from '#lib/domain/block-range.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { coverageOf } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';

/** Facts that are read block by block, or of whole hours of blocks. */
const OF_BLOCKS: ReadonlySet<string> = new Set(['block', 'fee', 'user_op', 'history']);

/** Why nothing can be taken from the blocks of a window in which the chain made none. */
export const NO_BLOCK_MADE = 'the chain made no block in this window';

/** From the first stored block that rows were made from to the last; null where there is none. */
export function blocksOf({ hours, userOps, edgeBlocks }: MeasureInputs): BlockRange | null {
	const ends = [
		...[...hours, ...(userOps?.hours ?? [])].map(({ firstBlock, lastBlock }) => [
			firstBlock,
			lastBlock
		]),
		...[edgeBlocks[0], edgeBlocks.at(-1)].flatMap((block) => (block ? [[block.number]] : []))
	].flat();
	return ends.length > 0 ? { from: Math.min(...ends), to: Math.max(...ends) } : null;
}

/**
 * Whether the chain made no block in a window: all of it is covered, and there is none. False of facts that are no
 * matter of blocks, and of a window that is covered in part, since the rest may hold some.
 */
export function madeNoBlock(inputs: MeasureInputs, metric: MetricId): boolean {
	return (
		OF_BLOCKS.has(METRICS[metric].facts) &&
		coverageOf(inputs) === 1 &&
		blocksOf(inputs) === null &&
		inputs.spans.every(({ range }) => range === null)
	);
}
