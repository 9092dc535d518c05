import type { Kysely, Transaction } from 'kysely';
import { subtractRange, type BlockRange } from '#lib/domain/block-range.ts';
import type { ObservedRange } from '#lib/domain/coverage.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { selectCovered } from './ledger-rows.ts';
import type { Tables } from './tables.ts';

type Database = Kysely<Tables>;

/** Blocks whose user operations are counted, ascending; no two ranges touch. */
export async function selectUserOpRanges(db: Database, chainId: number): Promise<ObservedRange[]> {
	const rows = await db
		.selectFrom('user_op_range')
		.select(['from_block', 'to_block', 'from_time', 'to_time'])
		.where('chain_id', '=', chainId)
		.orderBy('from_block')
		.execute();
	return rows.map((row) => ({
		from: Number(row.from_block),
		to: Number(row.to_block),
		fromTime: unixSeconds(Number(row.from_time)),
		toTime: unixSeconds(Number(row.to_time))
	}));
}

/** Write down that the blocks of this range are counted, as one with those it touches. None of them was before. */
export async function insertUserOpRange(
	transaction: Transaction<Tables>,
	chainId: number,
	range: ObservedRange
): Promise<void> {
	const touching = (await selectUserOpRanges(transaction, chainId)).filter(
		({ from, to }) => to === range.from - 1 || from === range.to + 1
	);
	for (const { from } of touching) await deleteRange(transaction, chainId, from);
	const all = [...touching, range].sort((a, b) => a.from - b.from);
	const [first, last] = [all[0] ?? range, all.at(-1) ?? range];
	await transaction
		.insertInto('user_op_range')
		.values({
			chain_id: chainId,
			from_block: first.from,
			to_block: last.to,
			from_time: first.fromTime,
			to_time: last.toTime
		})
		.execute();
}

/** No block above `number`, which is of this time, is counted any more. */
export async function cutUserOpRanges(
	transaction: Transaction<Tables>,
	chainId: number,
	number: number,
	time: UnixSeconds | null
): Promise<void> {
	for (const { from, to } of await selectUserOpRanges(transaction, chainId)) {
		if (to <= number) continue;
		if (from > number) await deleteRange(transaction, chainId, from);
		else if (time === null) throw new Error(`block ${number} of chain ${chainId} is not stored`);
		else
			await transaction
				.updateTable('user_op_range')
				.set({ to_block: number, to_time: time })
				.where('chain_id', '=', chainId)
				.where('from_block', '=', from)
				.execute();
	}
}

/** Blocks whose fees are stored and whose user operations were never counted, less what is no longer kept one by one. */
export async function selectUncounted(db: Database, chainId: number): Promise<BlockRange[]> {
	const fees = await selectCovered(db, chainId, 'fee');
	const counted = await selectUserOpRanges(db, chainId);
	const uncounted = counted.reduce<BlockRange[]>(
		subtractRange,
		fees.map(({ from, to }) => ({ from, to }))
	);
	if (uncounted.length === 0) return [];
	return (await droppedBlocks(db, chainId)).reduce<BlockRange[]>(subtractRange, uncounted);
}

/** Blocks of the hours whose raw facts are dropped: all between the last block before them and the first one after. */
async function droppedBlocks(db: Database, chainId: number): Promise<BlockRange[]> {
	const stretches = await db
		.selectFrom('dropped_range')
		.select(['from_time', 'to_time'])
		.where('chain_id', '=', chainId)
		.where('part', '=', 'raw')
		.execute();
	const dropped: BlockRange[] = [];
	for (const { from_time, to_time } of stretches) {
		const before = await db
			.selectFrom('block_hour')
			.select((each) => each.fn.max<number | null>('last_block').as('block'))
			.where('chain_id', '=', chainId)
			.where('hour', '<', Number(from_time))
			.executeTakeFirst();
		const after = await db
			.selectFrom('block_hour')
			.select((each) => each.fn.min<number | null>('first_block').as('block'))
			.where('chain_id', '=', chainId)
			.where('hour', '>=', Number(to_time))
			.executeTakeFirst();
		const from = before?.block === null || before === undefined ? 0 : Number(before.block) + 1;
		const to = Number(after?.block ?? Number.MAX_SAFE_INTEGER) - 1;
		if (from <= to) dropped.push({ from, to });
	}
	return dropped;
}

async function deleteRange(
	transaction: Transaction<Tables>,
	chainId: number,
	fromBlock: number
): Promise<void> {
	await transaction
		.deleteFrom('user_op_range')
		.where('chain_id', '=', chainId)
		.where('from_block', '=', fromBlock)
		.execute();
}
