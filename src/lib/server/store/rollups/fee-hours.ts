import type { Transaction } from 'kysely';
import { FEE_CLASSES, type FeeClass, type FeeFact } from '#lib/domain/facts.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { FEE_CLASS_CODES, HISTOGRAM_CODES } from '../codes.ts';
import { assertRawIsKept } from '../dropped.ts';
import type { Engine } from '../engine.ts';
import { selectFees } from '../fees.ts';
import type { Tables } from '../tables.ts';
import { splitWei } from '../wide-integers.ts';
import { histogramRows } from './block-hours.ts';

/** One hour's fees of a class. */
export interface FeeRollup {
	readonly count: number;
	readonly zero: number;
	readonly sum: bigint;
	/** Log bucket of the fee in wei → how many. */
	readonly buckets: ReadonlyMap<number, number>;
}

/** Sum up fees of one class. */
function rollUpFees(fees: readonly FeeFact[]): FeeRollup {
	const buckets = new Map<number, number>();
	let sum = 0n;
	let zero = 0;
	for (const { fee } of fees) {
		sum += fee;
		if (fee === 0n) zero += 1;
		const bucket = bucketOf(fee);
		buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
	}
	return { count: fees.length, zero, sum, buckets };
}

/** Replace the fee rollups of every hour that one of these stored fees lies in. */
export async function replaceFeeHours(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	fees: readonly FeeFact[]
): Promise<void> {
	const numbers = fees.map((fee) => fee.blockNumber).sort((a, b) => a - b);
	let done = -1;
	for (const number of numbers) {
		if (number <= done) continue;
		done = await replaceFeeHour(engine, transaction, chainId, number);
	}
}

/** Delete the fee rollups of the hours from `fromHour` to `toHour`, both included. */
export async function deleteAllFeeHours(
	transaction: Transaction<Tables>,
	chainId: number,
	fromHour: number,
	toHour: number
): Promise<void> {
	for (const feeClass of FEE_CLASSES)
		await deleteFeeHours(transaction, chainId, feeClass, fromHour, toHour);
}

/** Rebuild the hour that holds this stored block; gives the hour's last block. */
export async function replaceFeeHour(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	number: number
): Promise<number> {
	const block = await transaction
		.selectFrom('block')
		.select('timestamp')
		.where('chain_id', '=', chainId)
		.where('number', '=', number)
		.executeTakeFirstOrThrow();
	const hour = bucketStart(Number(block.timestamp), HOUR);
	await assertRawIsKept(transaction, chainId, { from: hour, to: unixSeconds(hour + HOUR) });
	const row = await transaction
		.selectFrom('block_hour')
		.select(['first_block', 'last_block'])
		.where('chain_id', '=', chainId)
		.where('hour', '=', hour)
		.executeTakeFirstOrThrow();
	const last = Number(row.last_block);
	const range = { from: Number(row.first_block), to: last };
	const stored = await selectFees(transaction, chainId, range);
	for (const feeClass of FEE_CLASSES) {
		await deleteFeeHours(transaction, chainId, feeClass, hour, hour);
		const fees = stored.filter((fee) => fee.feeClass === feeClass);
		if (fees.length === 0) continue;
		const { count, zero, sum, buckets } = rollUpFees(fees);
		const { gwei, rest } = splitWei(sum);
		await engine.insertRows(
			transaction,
			'fee_hour',
			['chain_id', 'fee_class', 'hour', 'count', 'zero', 'sum_gwei', 'sum_wei_rest'],
			[[chainId, FEE_CLASS_CODES[feeClass], hour, count, zero, gwei, rest]]
		);
		await engine.insertRows(
			transaction,
			'histogram_hour',
			['chain_id', 'class', 'hour', 'bucket', 'count'],
			histogramRows(chainId, HISTOGRAM_CODES[feeClass], hour, buckets)
		);
	}
	return last;
}

async function deleteFeeHours(
	transaction: Transaction<Tables>,
	chainId: number,
	feeClass: FeeClass,
	fromHour: number,
	toHour: number
): Promise<void> {
	await transaction
		.deleteFrom('fee_hour')
		.where('chain_id', '=', chainId)
		.where('fee_class', '=', FEE_CLASS_CODES[feeClass])
		.where('hour', '>=', fromHour)
		.where('hour', '<=', toHour)
		.execute();
	await transaction
		.deleteFrom('histogram_hour')
		.where('chain_id', '=', chainId)
		.where('class', '=', HISTOGRAM_CODES[feeClass])
		.where('hour', '>=', fromHour)
		.where('hour', '<=', toHour)
		.execute();
}
