import type { Kysely, Transaction } from 'kysely';
import { PRICE_FEEDS, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import { bucketStart, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import type { Tables } from './tables.ts';

/** The times in which every round of a feed is known, where they touch the window; ascending, merged. */
export async function selectPriceStretches(
	db: Kysely<Tables>,
	feed: PriceFeedName,
	window: TimeWindow
): Promise<TimeWindow[]> {
	const rows = await db
		.selectFrom('price_stretch')
		.select(['from_time', 'to_time'])
		.where('chain_id', '=', PRICE_FEEDS[feed].chainId)
		.where('feed', '=', feed)
		.where('from_time', '<', window.to)
		.where('to_time', '>', window.from)
		.orderBy('from_time')
		.execute();
	return rows.map((row) => ({
		from: unixSeconds(Number(row.from_time)),
		to: unixSeconds(Number(row.to_time))
	}));
}

/**
 * Write down that every round of this time is known, as one stretch with those it touches. Gives whether an hour is
 * known by it that was not before.
 */
export async function recordPriceStretch(
	transaction: Transaction<Tables>,
	feed: PriceFeedName,
	{ from, to }: TimeWindow
): Promise<boolean> {
	const touching = await transaction
		.deleteFrom('price_stretch')
		.where('chain_id', '=', PRICE_FEEDS[feed].chainId)
		.where('feed', '=', feed)
		.where('from_time', '<=', to)
		.where('to_time', '>=', from)
		.returning(['from_time', 'to_time'])
		.execute();
	const merged = {
		from: Math.min(from, ...touching.map((row) => Number(row.from_time))),
		to: Math.max(to, ...touching.map((row) => Number(row.to_time)))
	};
	await transaction
		.insertInto('price_stretch')
		.values({
			chain_id: PRICE_FEEDS[feed].chainId,
			feed,
			from_time: merged.from,
			to_time: merged.to
		})
		.execute();
	// Each look makes the newest stretch a little longer, and prices are used by the hour.
	const hourOf = (time: unknown): number => bucketStart(Number(time), HOUR);
	const [only] = touching;
	return !(
		touching.length === 1 &&
		Number(only?.from_time) === merged.from &&
		hourOf(only?.to_time) === hourOf(merged.to)
	);
}
