import type { Kysely, Transaction } from 'kysely';
import type { BlockRange } from '#lib/domain/block-range.ts';
import type { ObservedRange } from '#lib/domain/coverage.ts';
import type { UserOpsFact } from '#lib/domain/facts.ts';
import { bucketStart, HOUR } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { QUANTITY_CODES } from './codes.ts';
import { assertRawIsKept } from './dropped.ts';
import type { Engine } from './engine.ts';
import { InvalidBatchError } from './errors.ts';
import type { FeeBatch, UserOpReads } from './ports/receipts.ts';
import { deletePeakHours, hourBounds } from './rollups/block-hours.ts';
import { rollUpUserOps, type CountedBlock } from './rollups/user-op-rollups.ts';
import type { Tables } from './tables.ts';
import {
	cutUserOpRanges,
	insertUserOpRange,
	selectUncounted,
	selectUserOpRanges
} from './user-op-ranges.ts';

/** Throws InvalidBatchError for user operations outside the range, of one block twice, or of no whole number from 1. */
export function checkUserOps(chainId: number, { range, userOps = [] }: FeeBatch): void {
	const seen = new Set<number>();
	for (const { blockNumber, extra } of userOps) {
		const fault =
			blockNumber < range.from || blockNumber > range.to
				? 'lie outside these blocks'
				: seen.has(blockNumber)
					? 'are there twice'
					: !Number.isSafeInteger(extra) || extra < 1
						? `must be a whole number from 1, got ${extra}`
						: null;
		if (fault !== null)
			throw new InvalidBatchError(
				chainId,
				range,
				`user operations of block ${blockNumber} ${fault}`
			);
		seen.add(blockNumber);
	}
}

/** Store the user operations of stored blocks of which none was counted before, and sum their hours up anew. */
export async function countUserOps(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	ranges: readonly ObservedRange[],
	userOps: readonly UserOpsFact[]
): Promise<void> {
	const fresh = userOps.filter(({ blockNumber }) =>
		ranges.some(({ from, to }) => blockNumber >= from && blockNumber <= to)
	);
	await engine.insertRows(
		transaction,
		'user_op_extra',
		['chain_id', 'block_number', 'extra'],
		fresh.map(({ blockNumber, extra }) => [chainId, blockNumber, extra])
	);
	for (const range of ranges) {
		await insertUserOpRange(transaction, chainId, range);
		await replaceHours(engine, transaction, chainId, range.fromTime, range.toTime);
	}
}

/** Forget the user operations above `number`, and rebuild the hour of its blocks that stay, which is `fromHour`. */
export async function discardUserOpsAbove(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	number: number,
	fromHour: UnixSeconds
): Promise<void> {
	await transaction
		.deleteFrom('user_op_extra')
		.where('chain_id', '=', chainId)
		.where('block_number', '>', number)
		.execute();
	const top = await transaction
		.selectFrom('block')
		.select('timestamp')
		.where('chain_id', '=', chainId)
		.where('number', '=', number)
		.executeTakeFirst();
	const time = top ? unixSeconds(Number(top.timestamp)) : null;
	await cutUserOpRanges(transaction, chainId, number, time);
	await deleteUserOpHours(transaction, chainId, fromHour, Number.MAX_SAFE_INTEGER);
	await replaceHours(engine, transaction, chainId, fromHour, fromHour);
}

/** Delete the sums of the hours from `fromHour` to `toHour`, both included. */
export async function deleteUserOpHours(
	transaction: Transaction<Tables>,
	chainId: number,
	fromHour: number,
	toHour: number
): Promise<void> {
	await transaction
		.deleteFrom('user_op_hour')
		.where('chain_id', '=', chainId)
		.where('hour', '>=', fromHour)
		.where('hour', '<=', toHour)
		.execute();
	await deletePeakHours(transaction, chainId, 'user_ops', fromHour, toHour);
}

/** Replace the sums of every hour from that of one time to that of another. */
async function replaceHours(
	engine: Engine,
	transaction: Transaction<Tables>,
	chainId: number,
	fromTime: UnixSeconds,
	toTime: UnixSeconds
): Promise<void> {
	const hours = { from: bucketStart(fromTime, HOUR), to: bucketStart(toTime, HOUR) };
	const end = unixSeconds(hours.to + HOUR);
	await assertRawIsKept(transaction, chainId, { from: hours.from, to: end });
	const bounds = await hourBounds(transaction, chainId, hours.from, hours.to);
	await deleteUserOpHours(transaction, chainId, hours.from, hours.to);
	if (!bounds) return;
	const range = { from: bounds.firstBlock, to: bounds.lastBlock };
	const rollups = rollUpUserOps(await selectCounted(transaction, chainId, range));
	await engine.insertRows(
		transaction,
		'user_op_hour',
		['chain_id', 'hour', 'blocks', 'user_ops', 'first_block', 'last_block'],
		rollups.map((each) => [
			...[chainId, each.hour, each.blocks, each.userOps],
			...[each.firstBlock, each.lastBlock]
		])
	);
	await engine.insertRows(
		transaction,
		'peak_hour',
		['chain_id', 'quantity', 'window_seconds', 'hour', 'value', 'at', 'block'],
		rollups.flatMap(({ hour, peaks }) =>
			peaks.map(({ windowSeconds, value, at, block }) => [
				...[chainId, QUANTITY_CODES.user_ops, windowSeconds, hour, value, at, block]
			])
		)
	);
}

/** The counted blocks of a range, ascending. */
async function selectCounted(
	transaction: Transaction<Tables>,
	chainId: number,
	range: BlockRange
): Promise<CountedBlock[]> {
	const counted = await selectUserOpRanges(transaction, chainId);
	const extraOf = new Map(
		(await selectUserOps(transaction, chainId, range)).map((each) => [each.blockNumber, each.extra])
	);
	const blocks: CountedBlock[] = [];
	for (const { from, to } of counted) {
		if (to < range.from || from > range.to) continue;
		const rows = await transaction
			.selectFrom('block')
			.select(['number', 'timestamp', 'user_tx_count'])
			.where('chain_id', '=', chainId)
			.where('number', '>=', Math.max(from, range.from))
			.where('number', '<=', Math.min(to, range.to))
			.orderBy('number')
			.execute();
		for (const row of rows) {
			const number = Number(row.number);
			const userOps = Number(row.user_tx_count) + (extraOf.get(number) ?? 0);
			blocks.push({ number, timestamp: Number(row.timestamp), userOps });
		}
	}
	return blocks;
}

async function selectUserOps(
	db: Kysely<Tables>,
	chainId: number,
	range: BlockRange
): Promise<UserOpsFact[]> {
	const rows = await db
		.selectFrom('user_op_extra')
		.select(['block_number', 'extra'])
		.where('chain_id', '=', chainId)
		.where('block_number', '>=', range.from)
		.where('block_number', '<=', range.to)
		.orderBy('block_number')
		.execute();
	return rows.map((row) => ({ blockNumber: Number(row.block_number), extra: Number(row.extra) }));
}

/** The reads of user operations. */
export function userOpReads(db: Kysely<Tables>): UserOpReads {
	return {
		getUserOpRanges: (chainId) => selectUserOpRanges(db, chainId),
		getUncountedUserOps: (chainId) => selectUncounted(db, chainId),
		getUserOps: (chainId, range) => selectUserOps(db, chainId, range),
		async getUserOpHours(chainId, window) {
			const rows = await db
				.selectFrom('user_op_hour')
				.select(['hour', 'blocks', 'user_ops', 'first_block', 'last_block'])
				.where('chain_id', '=', chainId)
				.where('hour', '>=', window.from)
				.where('hour', '<', window.to)
				.orderBy('hour')
				.execute();
			return rows.map((row) => ({
				hour: unixSeconds(Number(row.hour)),
				blocks: Number(row.blocks),
				userOps: Number(row.user_ops),
				firstBlock: Number(row.first_block),
				lastBlock: Number(row.last_block)
			}));
		}
	};
}
