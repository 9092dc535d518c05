import type { Kysely, Selectable, Transaction } from 'kysely';
import { ZKSYNC_ECOSYSTEM } from '#lib/domain/ecosystem.ts';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import {
	longestStanding,
	type Observation,
	type ObservationDetail,
	type StoredObservation
} from '#lib/domain/observations.ts';
import { DAY } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { raiseDataVersion } from './meta.ts';
import { storableText } from './storable-text.ts';
import type { ObservationReads } from './ports/observations.ts';
import type { Tables } from './tables.ts';

/**
 * Append what was answered, or move the end of what the look before came to: the same value and detail, first seen less
 * than a day before. So a value that never changes has a row a day, and a look that failed shows.
 */
export async function recordObservations(
	transaction: Transaction<Tables>,
	observations: readonly Observation[]
): Promise<void> {
	let changed = false;
	for (const observation of observations)
		changed = (await recordOne(transaction, observation)) || changed;
	if (changed) await raiseDataVersion(transaction);
}

async function recordOne(
	transaction: Transaction<Tables>,
	observation: Observation
): Promise<boolean> {
	const row = fromObservation(observation);
	const last = await transaction
		.selectFrom('observation')
		.selectAll()
		.where('chain_id', '=', row.chain_id)
		.where('about_id', '=', row.about_id)
		.where('subject', '=', row.subject)
		.orderBy('first_seen_at', 'desc')
		.orderBy('first_block', 'desc')
		.limit(1)
		.executeTakeFirst();
	// Of one block there is one answer; an endpoint that lags has nothing to add.
	if (last && Number(last.last_block) >= observation.block) return false;
	const isSame = last && last.value === row.value && last.detail === row.detail;
	// What nobody looked at for longer than an answer counts is not known, whatever it was before and after.
	const isGap = last && observation.at - Number(last.last_seen_at) > longestStanding(row.subject);
	if (!isSame || isGap || observation.at - Number(last.first_seen_at) >= DAY) {
		await transaction.insertInto('observation').values(row).execute();
		return true;
	}
	await transaction
		.updateTable('observation')
		.set({ last_seen_at: row.last_seen_at, last_block: row.last_block, host: row.host })
		.where('chain_id', '=', row.chain_id)
		.where('about_id', '=', row.about_id)
		.where('subject', '=', row.subject)
		.where('first_seen_at', '=', last.first_seen_at)
		.where('first_block', '=', last.first_block)
		.execute();
	return true;
}

/** The reads of observations. */
export function observationReads(db: Kysely<Tables>): ObservationReads {
	// Nobody else is asked about a chain; the key starts with who was.
	const rowsAbout = (about: number) =>
		db
			.selectFrom('observation')
			.selectAll()
			.where('chain_id', 'in', [about, ZKSYNC_ECOSYSTEM.chainId])
			.where('about_id', '=', about);
	return {
		async getObservations(about, subject, window) {
			const rows = await rowsAbout(about)
				.where('subject', '=', subject)
				.where('first_seen_at', '<', window.to)
				.where((each) =>
					each.or([
						each('last_seen_at', '>=', window.from),
						each(
							'first_seen_at',
							'=',
							each
								.selectFrom('observation as before')
								.select((before) => before.fn.max('before.first_seen_at').as('newest'))
								.whereRef('before.chain_id', '=', 'observation.chain_id')
								.where('before.about_id', '=', about)
								.where('before.subject', '=', subject)
								.where('before.last_seen_at', '<', window.from)
						)
					])
				)
				.orderBy('first_seen_at')
				.orderBy('first_block')
				.execute();
			return rows.map(toObservation);
		},
		async findLastLook(chainId, subject, since) {
			const row = await db
				.selectFrom('observation')
				.select('last_seen_at')
				.where('chain_id', '=', chainId)
				.where('subject', '=', subject)
				.where('last_seen_at', '>', since)
				.orderBy('last_seen_at', 'desc')
				.limit(1)
				.executeTakeFirst();
			return row ? unixSeconds(Number(row.last_seen_at)) : null;
		},
		async getNewestObservations(about) {
			const rows = await rowsAbout(about)
				.where((each) =>
					each.not(
						each.exists(
							each
								.selectFrom('observation as later')
								.select('later.subject')
								.whereRef('later.chain_id', '=', 'observation.chain_id')
								.whereRef('later.about_id', '=', 'observation.about_id')
								.whereRef('later.subject', '=', 'observation.subject')
								.whereRef('later.first_block', '>', 'observation.first_block')
						)
					)
				)
				.orderBy('subject')
				.orderBy('chain_id')
				.execute();
			return rows.map(toObservation);
		}
	};
}

function fromObservation(observation: Observation): Tables['observation'] {
	const { chainId, about, subject, at, block, value, detail, host, method } = observation;
	return {
		chain_id: chainId,
		about_id: about,
		subject,
		first_seen_at: at,
		first_block: block,
		last_seen_at: at,
		last_block: block,
		value: storableText(value),
		detail: detail && storableText(canonicalJson(detail)),
		host,
		method
	};
}

function toObservation(row: Selectable<Tables['observation']>): StoredObservation {
	return {
		chainId: Number(row.chain_id),
		about: Number(row.about_id),
		subject: row.subject,
		firstSeenAt: unixSeconds(Number(row.first_seen_at)),
		firstBlock: Number(row.first_block),
		lastSeenAt: unixSeconds(Number(row.last_seen_at)),
		lastBlock: Number(row.last_block),
		value: row.value,
		detail: row.detail === null ? null : (JSON.parse(row.detail) as ObservationDetail),
		host: row.host,
		method: row.method
	};
}
