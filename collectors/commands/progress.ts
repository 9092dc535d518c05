import { blockCount } from '#lib/domain/block-range.ts';
import type { CollectedKind, PassEvent } from '../jobs/pass.ts';
import type { Missing } from './quantities.ts';

/** How far one chain is: its head, what is not stored, and how fast that becomes less. */
export interface ProgressEvent extends Missing {
	readonly event: 'progress';
	readonly chain: number;
	readonly head: number;
	/** Blocks stored, or where none is missing blocks whose fees were, since the last line; null where none was. */
	readonly blocks_per_second: number | null;
	readonly seconds_left: number | null;
}

type Moved = Extract<PassEvent, { event: 'head' | 'collected' }>;

interface ChainProgress {
	head: number;
	readonly missing: Record<CollectedKind, number>;
	readonly stored: Record<CollectedKind, number>;
	/** Of the last line; null before the first. */
	saidAt: number | null;
	said: string;
}

/**
 * Turns events into lines of progress: the first at once, then one a chain every `everyMs`, and none where nothing has
 * moved since.
 */
export function createProgress(
	everyMs: number,
	now: () => number
): (event: Moved) => ProgressEvent | null {
	const chains = new Map<number, ChainProgress>();
	return (event) => {
		const chain = chains.get(event.chain) ?? {
			head: 0,
			missing: { block: 0, fee: 0, batch: 0 },
			stored: { block: 0, fee: 0, batch: 0 },
			saidAt: null,
			said: ''
		};
		chains.set(event.chain, chain);
		if (event.event === 'head') {
			chain.head = event.head;
			chain.missing.block = event.missing;
			chain.missing.fee = event.feesMissing;
			chain.missing.batch = event.batchesMissing;
		} else {
			chain.missing[event.kind] = event.left;
			chain.stored[event.kind] += blockCount(event);
		}
		const elapsed = chain.saidAt === null ? null : now() - chain.saidAt;
		if (elapsed !== null && elapsed < everyMs) return null;
		const state = [chain.head, ...Object.values(chain.missing)].join(' ');
		if (state === chain.said) return null;
		const line = progressOf(event.chain, chain, elapsed);
		chain.said = state;
		chain.saidAt = now();
		chain.stored.block = 0;
		chain.stored.fee = 0;
		chain.stored.batch = 0;
		return line;
	};
}

function progressOf(
	id: number,
	{ head, missing, stored }: ChainProgress,
	elapsedMs: number | null
): ProgressEvent {
	const kind = missing.block > 0 ? 'block' : 'fee';
	const rate = elapsedMs && stored[kind] > 0 ? (stored[kind] * 1_000) / elapsedMs : null;
	const isFilling = rate !== null && missing[kind] > 0;
	return {
		event: 'progress',
		chain: id,
		head,
		blocks_missing: missing.block,
		fees_missing: missing.fee,
		batches_missing: missing.batch,
		blocks_per_second: isFilling ? rate : null,
		seconds_left: isFilling ? missing[kind] / rate : null
	};
}
