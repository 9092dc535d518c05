import type { Transaction } from 'kysely';
import { predecessorReach } from '#lib/domain/block-intervals.ts';
import type { BlockRange } from '#lib/domain/block-range.ts';
import { chainById } from '#lib/domain/chains.ts';
import { windowsBetween } from '#lib/domain/coverage.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { HOUR } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { recordDropped, selectDropped } from './dropped.ts';
import { limitsMatter, selectGasLimitGaps } from './gas-limits.ts';
import { selectCovered } from './ledger-rows.ts';
import { raiseDataVersion } from './meta.ts';
import type { DroppedFacts } from './ports/retention.ts';
import type { Tables } from './tables.ts';

/** One transaction drops whole hours until it has dropped so many rows: 10 to 30 milliseconds. */
const ROWS_AT_ONCE = 5_000;

/** Hours looked at by one query: mostly the first few are enough. */
const HOURS_AT_ONCE = 100;

interface StoredHour {
	readonly hour: UnixSeconds;
	readonly blocks: BlockRange;
}

/** Drop raw facts of the oldest hours that end by `before` and can change no more; see the port. */
export async function dropRawFacts(
	transaction: Transaction<Tables>,
	chainId: number,
	before: UnixSeconds
): Promise<DroppedFacts> {
	const reach = predecessorReach(FAMILIES[chainById(chainId).family].emptyBlocksAreFictive);
	const isSettled = await settledTest(transaction, chainId, reach);
	const dropped = { hours: 0, blocks: 0, fees: 0, waiting: 0 };
	for await (const each of hoursWithRawFacts(transaction, chainId, before)) {
		if (!isSettled(each)) {
			dropped.waiting += 1;
			continue;
		}
		dropped.blocks += await deleteBlocks(transaction, chainId, each, reach);
		dropped.fees += await deleteFees(transaction, chainId, each.blocks);
		dropped.hours += 1;
		const to = await hourAfter(transaction, chainId, each.hour);
		await recordDropped(transaction, chainId, 'raw', { from: each.hour, to });
		if (dropped.blocks + dropped.fees >= ROWS_AT_ONCE) break;
	}
	if (dropped.hours > 0) await raiseDataVersion(transaction);
	return dropped;
}

/** Hours with stored blocks that end by `before` and were not dropped when this began, ascending. */
async function* hoursWithRawFacts(
	transaction: Transaction<Tables>,
	chainId: number,
	before: UnixSeconds
): AsyncGenerator<StoredHour> {
	const all = { from: unixSeconds(0), to: before };
	const dropped = await selectDropped(transaction, chainId, 'raw', all);
	for (const { from, to } of windowsBetween(all, dropped))
		for (let next: number = from, isLast = false; !isLast;) {
			const rows = await transaction
				.selectFrom('block_hour')
				.select(['hour', 'first_block', 'last_block'])
				.where('chain_id', '=', chainId)
				.where('hour', '>=', next)
				.where('hour', '<=', to - HOUR)
				.orderBy('hour')
				.limit(HOURS_AT_ONCE)
				.execute();
			for (const row of rows) {
				const blocks = { from: Number(row.first_block), to: Number(row.last_block) };
				yield { hour: unixSeconds(Number(row.hour)), blocks };
				next = Number(row.hour) + HOUR;
			}
			isLast = rows.length < HOURS_AT_ONCE;
		}
}

/**
 * Tells whether the rollups of an hour can be replaced no more, so that nothing is ever summed up from what is
 * dropped. Stored later are only blocks outside the covered ranges, and those that lack a gas limit again. One that is
 * stored below may change the interval of a block `reach` above it, and one that is stored above may lie in the hour
 * unless a later block is known; a fee changes the hour of its block. And a reorganisation drops nothing that is final.
 */
async function settledTest(
	transaction: Transaction<Tables>,
	chainId: number,
	reach: number
): Promise<(hour: StoredHour) => boolean> {
	const head = await transaction
		.selectFrom('chain_head')
		.select('finalized_number')
		.where('chain_id', '=', chainId)
		.executeTakeFirst();
	const finalized = Number(head?.finalized_number ?? -1);
	const blocks = await selectCovered(transaction, chainId, 'block');
	const fees = await selectCovered(transaction, chainId, 'fee');
	const limitless = limitsMatter(chainId) ? await selectGasLimitGaps(transaction, chainId) : [];
	return ({ blocks: { from, to } }) =>
		to + 1 <= finalized &&
		blocks.some((range) => range.from <= Math.max(0, from - reach) && range.to >= to + 1) &&
		fees.some((range) => range.from <= from && range.to >= to) &&
		!limitless.some((range) => range.from <= to && range.to >= from - reach);
}

/**
 * Delete an hour's blocks and hashes but those of its last blocks, which the next hour's first interval starts from;
 * its very last is the one that a measurement's provenance names. That of batches is the last block of one: those
 * hashes stay too. Gives how many blocks.
 */
async function deleteBlocks(
	transaction: Transaction<Tables>,
	chainId: number,
	{ hour, blocks }: StoredHour,
	reach: number
): Promise<number> {
	const [deleted] = await transaction
		.deleteFrom('block')
		.where('chain_id', '=', chainId)
		.where('number', '>=', blocks.from)
		.where('number', '<=', blocks.to - reach)
		.execute();
	await transaction
		.deleteFrom('block_hash')
		.where('chain_id', '=', chainId)
		.where('number', '>=', blocks.from)
		.where('number', '<=', blocks.to - reach)
		.where('number', 'not in', (query) =>
			query
				.selectFrom('batch')
				.select('to_block')
				.where('chain_id', '=', chainId)
				.where('sealed_at', '>=', hour)
				.where('sealed_at', '<', hour + HOUR)
		)
		.execute();
	return Number(deleted?.numDeletedRows ?? 0);
}

/** Delete the fees of these blocks, and what users asked for beyond their transactions. Gives how many fees. */
async function deleteFees(
	transaction: Transaction<Tables>,
	chainId: number,
	blocks: BlockRange
): Promise<number> {
	const [deleted] = await transaction
		.deleteFrom('transfer_fee')
		.where('chain_id', '=', chainId)
		.where('block_number', '>=', blocks.from)
		.where('block_number', '<=', blocks.to)
		.execute();
	await transaction
		.deleteFrom('user_op_extra')
		.where('chain_id', '=', chainId)
		.where('block_number', '>=', blocks.from)
		.where('block_number', '<=', blocks.to)
		.execute();
	return Number(deleted?.numDeletedRows ?? 0);
}

/** The next hour with a block: the hours between are known to have none, and count as dropped with this one. */
async function hourAfter(
	transaction: Transaction<Tables>,
	chainId: number,
	hour: UnixSeconds
): Promise<UnixSeconds> {
	const row = await transaction
		.selectFrom('block_hour')
		.select((each) => each.fn.min<number>('hour').as('hour'))
		.where('chain_id', '=', chainId)
		.where('hour', '>', hour)
		.executeTakeFirstOrThrow();
	return unixSeconds(Number(row.hour));
}
