import type { Kysely, Transaction } from 'kysely';
import type { DroppedPart } from '#lib/domain/retention.ts';
import { iso, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Tables } from './tables.ts';

/** Stretches of full hours of which a part is dropped, where they touch the window; ascending, merged. */
export async function selectDropped(
	db: Kysely<Tables>,
	chainId: number,
	part: DroppedPart,
	window: TimeWindow
): Promise<TimeWindow[]> {
	const rows = await db
		.selectFrom('dropped_range')
		.select(['from_time', 'to_time'])
		.where('chain_id', '=', chainId)
		.where('part', '=', part)
		.where('from_time', '<', window.to)
		.where('to_time', '>', window.from)
		.orderBy('from_time')
		.execute();
	return rows.map((row) => ({
		from: unixSeconds(Number(row.from_time)),
		to: unixSeconds(Number(row.to_time))
	}));
}

/** Write down that a part of these hours is dropped, as one stretch with those it touches. */
export async function recordDropped(
	transaction: Transaction<Tables>,
	chainId: number,
	part: DroppedPart,
	hours: TimeWindow
): Promise<void> {
	const touching = await transaction
		.deleteFrom('dropped_range')
		.where('chain_id', '=', chainId)
		.where('part', '=', part)
		.where('from_time', '<=', hours.to)
		.where('to_time', '>=', hours.from)
		.returning(['from_time', 'to_time'])
		.execute();
	await transaction
		.insertInto('dropped_range')
		.values({
			chain_id: chainId,
			part,
			from_time: Math.min(hours.from, ...touching.map((row) => Number(row.from_time))),
			to_time: Math.max(hours.to, ...touching.map((row) => Number(row.to_time)))
		})
		.execute();
}

/**
 * Throws where rollups of this window are about to be made anew from raw facts that are dropped: a defect of
 * this store, found before their sums are lost.
 */
export async function assertRawIsKept(
	transaction: Transaction<Tables>,
	chainId: number,
	window: TimeWindow
): Promise<void> {
	const [dropped] = await selectDropped(transaction, chainId, 'raw', window);
	if (dropped)
		throw new Error(
			`chain ${chainId}: the sums of ${iso(window.from)} to ${iso(window.to)} cannot be made anew, since the blocks of ${iso(dropped.from)} to ${iso(dropped.to)} are dropped; nothing was stored, please report this`
		);
}
