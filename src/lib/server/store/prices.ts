import type { Kysely, Selectable, Transaction } from 'kysely';
import { PRICE_FEEDS, type PriceFeedName } from '#lib/domain/price-feeds.ts';
import type { PriceCheck, PriceRound } from '#lib/domain/prices.ts';
import { bucketStart, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { raiseDataVersion } from './meta.ts';
import { recordPriceStretch, selectPriceStretches } from './price-stretches.ts';
import type { PriceReads } from './ports/prices.ts';
import type { Tables } from './tables.ts';

/**
 * Keep rounds of a feed, in place of what was told of them before, and what the look at it came to. The data
 * version is raised only by what can change a figure: a look that finds what the last one found does not.
 */
export async function recordPrices(
	transaction: Transaction<Tables>,
	feed: PriceFeedName,
	rounds: readonly PriceRound[],
	check: PriceCheck,
	known: TimeWindow | null
): Promise<void> {
	const reads = priceReads(transaction);
	const last = await reads.findPriceCheck(feed);
	let changed = !last || !tellsTheSame(last, check);
	for (const round of rounds) {
		changed ||= !(await isStored(transaction, feed, round));
		await transaction
			.insertInto('price_round')
			.values(fromRound(feed, round))
			.onConflict((conflict) =>
				conflict.columns(['chain_id', 'feed', 'phase', 'round']).doUpdateSet((told) => ({
					answer: told.ref('excluded.answer'),
					started_at: told.ref('excluded.started_at'),
					updated_at: told.ref('excluded.updated_at'),
					fault: told.ref('excluded.fault')
				}))
			)
			.execute();
	}
	if (known && (await recordPriceStretch(transaction, feed, known))) changed = true;
	await transaction
		.insertInto('price_check')
		.values(fromCheck(feed, check))
		.onConflict((conflict) =>
			conflict.columns(['chain_id', 'feed']).doUpdateSet((told) => ({
				checked_at: told.ref('excluded.checked_at'),
				known_to: told.ref('excluded.known_to'),
				ok: told.ref('excluded.ok'),
				detail: told.ref('excluded.detail')
			}))
		)
		.execute();
	if (changed) await raiseDataVersion(transaction);
}

/** Prices are used by the hour, so a look later within the hour tells nothing new. */
function tellsTheSame(last: PriceCheck, next: PriceCheck): boolean {
	const hourOf = (time: number | null) => (time === null ? null : bucketStart(time, HOUR));
	return (
		last.ok === next.ok &&
		last.detail === next.detail &&
		hourOf(last.knownTo) === hourOf(next.knownTo)
	);
}

async function isStored(
	transaction: Transaction<Tables>,
	feed: PriceFeedName,
	round: PriceRound
): Promise<boolean> {
	const row = await transaction
		.selectFrom('price_round')
		.selectAll()
		.where('chain_id', '=', PRICE_FEEDS[feed].chainId)
		.where('feed', '=', feed)
		.where('phase', '=', round.phase)
		.where('round', '=', round.round)
		.executeTakeFirst();
	if (!row) return false;
	const stored = toRound(row);
	return (
		stored.answer === round.answer &&
		stored.updatedAt === round.updatedAt &&
		stored.startedAt === round.startedAt &&
		stored.fault === round.fault
	);
}

/** The reads of prices. */
export function priceReads(db: Kysely<Tables>): PriceReads {
	const roundsOf = (feed: PriceFeedName) =>
		db
			.selectFrom('price_round')
			.selectAll()
			.where('chain_id', '=', PRICE_FEEDS[feed].chainId)
			.where('feed', '=', feed);
	return {
		async getPriceRounds(feed, window) {
			const before = await roundsOf(feed)
				.where('updated_at', '<=', window.from)
				// A later phase is in force from its first round on, whatever the one before it still writes.
				.orderBy('phase', 'desc')
				.orderBy('updated_at', 'desc')
				.limit(1)
				.executeTakeFirst();
			const after = await roundsOf(feed)
				.where('updated_at', '>=', window.to)
				.orderBy('updated_at')
				.limit(1)
				.executeTakeFirst();
			const rows = await roundsOf(feed)
				.where('updated_at', '>=', Number(before?.updated_at ?? window.from))
				.where('updated_at', '<=', Number(after?.updated_at ?? window.to))
				.orderBy('updated_at')
				.orderBy('phase')
				.orderBy('round')
				.execute();
			return rows.map(toRound);
		},
		getPriceStretches: (feed, window) => selectPriceStretches(db, feed, window),
		async findPriceCheck(feed) {
			const row = await db
				.selectFrom('price_check')
				.selectAll()
				.where('chain_id', '=', PRICE_FEEDS[feed].chainId)
				.where('feed', '=', feed)
				.executeTakeFirst();
			return row ? toCheck(row) : null;
		}
	};
}

function toRound(row: Selectable<Tables['price_round']>): PriceRound {
	return {
		phase: Number(row.phase),
		round: Number(row.round),
		answer: row.answer === null ? null : BigInt(row.answer),
		startedAt: unixSeconds(Number(row.started_at)),
		updatedAt: unixSeconds(Number(row.updated_at)),
		fault: row.fault
	};
}

function fromRound(feed: PriceFeedName, round: PriceRound): Tables['price_round'] {
	return {
		chain_id: PRICE_FEEDS[feed].chainId,
		feed,
		phase: round.phase,
		round: round.round,
		answer: round.answer?.toString() ?? null,
		started_at: round.startedAt,
		updated_at: round.updatedAt,
		fault: round.fault
	};
}

function toCheck(row: Selectable<Tables['price_check']>): PriceCheck {
	return {
		checkedAt: unixSeconds(Number(row.checked_at)),
		knownTo: row.known_to === null ? null : unixSeconds(Number(row.known_to)),
		ok: Number(row.ok) === 1,
		detail: row.detail
	};
}

function fromCheck(feed: PriceFeedName, check: PriceCheck): Tables['price_check'] {
	return {
		chain_id: PRICE_FEEDS[feed].chainId,
		feed,
		checked_at: check.checkedAt,
		known_to: check.knownTo,
		ok: check.ok ? 1 : 0,
		detail: check.detail
	};
}
