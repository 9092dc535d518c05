import { totalSeconds } from '#lib/domain/coverage.ts';
import { bucketStart, type TimeWindow } from '#lib/domain/time.ts';
import type { BatchL1Transactions } from '#lib/server/store/ports/batches.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import { loadBatchLedger, whyNeverByBatch } from './batch-ledger.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';

/** The batches that tell how many transactions of a window came from L1, with the first that was sealed after it. */
export async function loadL1Transactions(
	reader: SnapshotReader,
	empty: MeasureInputs
): Promise<MeasureInputs> {
	const { chain, window } = empty;
	const never = whyNeverByBatch(chain, 'throughput.l1_tx');
	if (never !== null) return { ...empty, whyNone: never };
	const { observed, whyNone } = await loadBatchLedger(reader, chain, window);
	const told = await reader.getL1Transactions(chain.id, window);
	// The first batch of a covered stretch ends where the stretch begins: what it holds came before.
	const isCovered = ({ sealedAt }: BatchL1Transactions): boolean =>
		sealedAt >= window.to || observed.some(({ from, to }) => sealedAt >= from && sealedAt <= to);
	return { ...empty, observed, whyNone, l1Transactions: told.filter(isCovered) };
}

/** Those batches that end in a window. */
export function sealedWithin(
	batches: readonly BatchL1Transactions[],
	{ from, to }: TimeWindow
): BatchL1Transactions[] {
	return batches.filter(({ sealedAt }) => sealedAt >= from && sealedAt < to);
}

/** By the start of each bucket of `size` seconds of a window, the batches that may have a block in it; ascending. */
export function batchesByBucket(
	batches: readonly BatchL1Transactions[],
	{ from, to }: TimeWindow,
	size: number
): Map<number, BatchL1Transactions[]> {
	const buckets = new Map<number, BatchL1Transactions[]>();
	for (const batch of batches) {
		const last = Math.min(bucketStart(batch.sealedAt, size), to - size);
		for (let t = Math.max(bucketStart(batch.openedAt, size), from); t <= last; t += size) {
			const bucket = buckets.get(t);
			if (bucket) bucket.push(batch);
			else buckets.set(t, [batch]);
		}
	}
	return buckets;
}

/**
 * How many transactions came from L1 per second: those of batches that end in the window. A batch tells no times of its
 * transactions, so those of one that began before the window, or ends after it, may lie on either side.
 */
export function evaluateL1Transactions(inputs: MeasureInputs): Evaluated {
	const { window, l1Transactions, observed } = inputs;
	const own = sealedWithin(l1Transactions, window);
	if (own.length === 0) return noValue('no batch was sealed in this window', 'batch');
	const sum = sumOf(own);
	const least = sumOf(own.filter(({ openedAt }) => openedAt >= window.from));
	const most =
		sum +
		sumOf(
			l1Transactions.filter(
				({ openedAt, sealedAt }) => sealedAt >= window.to && openedAt < window.to
			)
		);
	const seconds = window.to - window.from;
	return {
		value: sum / totalSeconds(observed),
		interval: [least / seconds, coverageOf(inputs) === 1 ? most / seconds : null],
		n: own.length,
		sampleUnit: 'batch',
		peakAt: null,
		reason: null
	};
}

function sumOf(batches: readonly BatchL1Transactions[]): number {
	return batches.reduce((sum, { l1TxCount }) => sum + l1TxCount, 0);
}
