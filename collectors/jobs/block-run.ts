import type { BlockRange } from '#lib/domain/block-range.ts';
import type { ChainSource, FetchedBlocks } from '../chains/chain-source.ts';

/** A range of blocks that is being fetched, or was. */
export interface BlockRun {
	readonly range: BlockRange;
	/** What came of it and how long that took; rejects as the source does. */
	answer(): Promise<FetchedBlocks & { readonly milliseconds: number }>;
	/** Give it up; resolves when nothing of it is under way any more. */
	abandon(): Promise<void>;
}

/** Begin to fetch a range, for whoever asks for the answer later. */
export function beginRun(source: Pick<ChainSource, 'fetchBlocks'>, range: BlockRange): BlockRun {
	const ending = new AbortController();
	const startedAt = performance.now();
	const answered = source.fetchBlocks(range, ending.signal).then((fetched) => ({
		...fetched,
		milliseconds: performance.now() - startedAt
	}));
	// A failure is told to whoever asks for the answer, and is none before that; of a run given up nobody asks.
	const settled = answered.then(
		() => undefined,
		() => undefined
	);
	return {
		range,
		answer: () => answered,
		async abandon() {
			ending.abort();
			await settled;
		}
	};
}
