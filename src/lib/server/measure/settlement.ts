import { BLOB_BYTES, forkAt, SLOT_SECONDS, type BlobSchedule } from '#lib/domain/forks.ts';
import type { MetricId } from '#lib/domain/metrics/registry.ts';
import { iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { findZkChain } from '#lib/domain/zk-chains.ts';
import { coverageOf, noValue, type Evaluated } from './evaluate.ts';
import type { MeasureInputs } from './inputs.ts';
import type { SettledBatch, SettledBatches } from './settled-batches.ts';

/** What settling a window’s batches cost and took for each of their transactions, or how many that leaves room for. */
export function evaluateSettlement(inputs: MeasureInputs, metric: MetricId): Evaluated {
	const { chain, settled } = inputs;
	if (!settled) throw new Error(`${metric} was asked for without what L1 tells`);
	if (metric !== 'settlement.cost' && findZkChain(chain.id)?.data === 'elsewhere')
		return noValue(`${chain.name} publishes its data elsewhere than on Ethereum`, 'batch');
	const { batches } = settled;
	if (batches.length === 0) return noValue(whyNone(settled), 'batch');
	const tx = transactionsIn(batches);
	if (tx === 0) return noValue('the batches of this window hold no transaction', 'batch');
	const common = { n: batches.length, sampleUnit: 'batch', peakAt: null, reason: null } as const;
	const isWhole = coverageOf(inputs) === 1;
	if (metric === 'settlement.cost') {
		if (settled.prices) return costInDollars(inputs, settled);
		const value = sumOf(batches, ({ costWei }) => costWei) / tx;
		return { ...common, value, interval: isWhole ? [value, value] : [null, null] };
	}
	const most = sumOf(batches, ({ mostBytes }) => mostBytes) / tx;
	const least = sumOf(batches, ({ leastBytes }) => leastBytes) / tx;
	if (metric === 'settlement.bytes')
		return { ...common, value: most, interval: isWhole ? [least, most] : [null, null] };
	const last = unixSeconds(inputs.window.to - 1);
	const blobs = forkAt(last)?.blobs;
	if (!blobs) return noValue(`there were no blobs on Ethereum at ${iso(last)}`, 'batch');
	const ceiling = (bytes: number): number => bytesASecond(blobs, metric) / bytes;
	// Blobs that hold next to nothing leave room without a bound.
	const high = least > 0 ? ceiling(least) : null;
	return {
		...common,
		value: ceiling(most),
		interval: isWhole ? [ceiling(most), high] : [null, null]
	};
}

/** Bytes that all blobs of Ethereum hold in a second, had each slot a block. */
function bytesASecond({ target, max }: BlobSchedule, metric: MetricId): number {
	const blobs = metric === 'capacity.da_ceiling_target' ? target : max;
	return (blobs * BLOB_BYTES) / SLOT_SECONDS;
}

function costInDollars(inputs: MeasureInputs, { batches, prices }: SettledBatches): Evaluated {
	const priced = batches.flatMap(({ costUsd, txCount }) =>
		costUsd ? [{ ...costUsd, txCount }] : []
	);
	const tx = transactionsIn(priced);
	if (tx === 0) return noValue(prices?.missing ?? 'no price was read', 'batch');
	const mean = (edge: 'usd' | 'low' | 'high'): number => sumOf(priced, (each) => each[edge]) / tx;
	const isWhole = coverageOf(inputs) === 1 && priced.length === batches.length;
	return {
		...{ value: mean('usd'), n: priced.length, sampleUnit: 'batch' as const },
		interval: isWhole ? [mean('low'), mean('high')] : [null, null],
		...{ peakAt: null, reason: null }
	};
}

/** The share of the batches’ transactions whose cost has a price, 0 to 1. */
export function pricedShareOf({ batches }: SettledBatches): number {
	const tx = transactionsIn(batches);
	return tx === 0 ? 0 : transactionsIn(batches.filter(({ costUsd }) => costUsd !== null)) / tx;
}

function whyNone({ whyNone: why, elsewhere, observed }: SettledBatches): string {
	if (why !== null) return why;
	if (elsewhere > 0)
		return `the batches of this window, ${elsewhere}, were settled elsewhere than on Ethereum, or it is not known where`;
	return observed.length > 0
		? 'no batch was sealed in this window'
		: 'no batch of this window is collected';
}

function transactionsIn(batches: readonly Pick<SettledBatch, 'txCount'>[]): number {
	return sumOf(batches, ({ txCount }) => txCount);
}

function sumOf<Each>(all: readonly Each[], amount: (each: Each) => number): number {
	return all.reduce((sum, each) => sum + amount(each), 0);
}
