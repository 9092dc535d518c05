import type { Kysely, Transaction } from 'kysely';
import {
	FEE_HISTORY_AMOUNTS,
	FEE_HISTORY_CLASSES,
	type FeeHistoryClass,
	type FeeHistoryHour
} from '#lib/domain/fee-history.ts';
import { bucketOf } from '#lib/domain/statistics/log-histogram.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Engine } from './engine.ts';
import { bytesOf, hexOf } from './hashes.ts';
import { raiseDataVersion } from './meta.ts';
import type { FeeHistoryReads } from './ports/fee-history.ts';
import type { Tables } from './tables.ts';
import { exactText, joinWei, splitWei } from './wide-integers.ts';

/** How a class is written in the tables of fee histories. A number once used is never given to another. */
const CLASS_CODES: Readonly<Record<FeeHistoryClass, number>> = {
	base_fee: 1,
	tip: 2,
	transfer_price: 3,
	blob_base_fee: 4
};

/** Store hours whose every block was told of, in place of what was stored of them before. */
export async function addFeeHistory(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	hours: readonly FeeHistoryHour[]
): Promise<void> {
	for (const each of hours) {
		for (const table of ['fee_history_hour', 'fee_history_sum', 'fee_history_bucket'] as const)
			await transaction
				.deleteFrom(table)
				.where('chain_id', '=', chainId)
				.where('hour', '=', each.hour)
				.execute();
		// An hour without a block has a first one after its last.
		const { from, to } = each.range ?? { from: 1, to: 0 };
		await engine.insertRows(
			transaction,
			'fee_history_hour',
			['chain_id', 'hour', 'from_block', 'to_block', 'to_hash'],
			[[chainId, each.hour, from, to, bytesOf(each.toHash)]]
		);
		for (const of of FEE_HISTORY_CLASSES) await addClass(engine, transaction, chainId, of, each);
	}
	if (hours.length > 0) await raiseDataVersion(transaction);
}

async function addClass(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	of: FeeHistoryClass,
	{ hour, blocks }: FeeHistoryHour
): Promise<void> {
	const amounts = blocks.flatMap((block) => FEE_HISTORY_AMOUNTS[of](block) ?? []);
	if (amounts.length === 0) return;
	const buckets = new Map<number, number>();
	let [sum, zero] = [0n, 0];
	for (const amount of amounts) {
		sum += amount;
		if (amount === 0n) zero += 1;
		const bucket = bucketOf(amount);
		buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
	}
	const { gwei, rest } = splitWei(sum);
	const key = [chainId, CLASS_CODES[of], hour];
	await engine.insertRows(
		transaction,
		'fee_history_sum',
		['chain_id', 'class', 'hour', 'count', 'zero', 'sum_gwei', 'sum_wei_rest'],
		[[...key, amounts.length, zero, gwei, rest]]
	);
	await engine.insertRows(
		transaction,
		'fee_history_bucket',
		['chain_id', 'class', 'hour', 'bucket', 'count'],
		[...buckets].map(([bucket, count]) => [...key, bucket, count])
	);
}

/** The reads of fee histories. */
export function feeHistoryReads(db: Kysely<Tables>): FeeHistoryReads {
	return {
		async getFeeHistoryHours(chainId, window) {
			const rows = await db
				.selectFrom('fee_history_hour')
				.selectAll()
				.where('chain_id', '=', chainId)
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.execute();
			return rows.map((row) => {
				const range = { from: Number(row.from_block), to: Number(row.to_block) };
				return {
					hour: unixSeconds(Number(row.hour)),
					range: range.from <= range.to ? range : null,
					toHash: hexOf(row.to_hash)
				};
			});
		},
		async getFeeHistorySums(chainId, window, of) {
			const rows = await db
				.selectFrom('fee_history_sum')
				.select(['hour', 'count', 'zero', 'sum_wei_rest'])
				.select(exactText('sum_gwei').as('sum_gwei'))
				.where('chain_id', '=', chainId)
				.where('class', '=', CLASS_CODES[of])
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				count: Number(row.count),
				zero: Number(row.zero),
				sum: joinWei(row.sum_gwei, Number(row.sum_wei_rest))
			}));
		},
		async getFeeHistoryBuckets(chainId, window, of) {
			const rows = await db
				.selectFrom('fee_history_bucket')
				.select(['hour', 'bucket', 'count'])
				.where('chain_id', '=', chainId)
				.where('class', '=', CLASS_CODES[of])
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.orderBy('bucket')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				bucket: Number(row.bucket),
				count: Number(row.count)
			}));
		}
	};
}
