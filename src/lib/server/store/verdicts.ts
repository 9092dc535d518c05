import type { Kysely, Transaction } from 'kysely';
import type { Evaluation } from '#lib/domain/claims.ts';
import type { ClaimVerdict } from '#lib/domain/judge/verdict.ts';
import type { Finding } from '#lib/domain/findings.ts';
import type { Measurement } from '#lib/domain/measurement.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { ReadingChangedError } from './errors.ts';
import { raiseDataVersion } from './meta.ts';
import type { StoredVerdict, VerdictReads } from './ports/verdicts.ts';
import type { Tables } from './tables.ts';
import { verdictId } from './verdict-content.ts';

/** Register a reading's content. Throws ReadingChangedError when the version has other content. */
export async function registerReading(
	transaction: Transaction<Tables>,
	readingId: string,
	version: number,
	sha256: string
): Promise<void> {
	const known = await findReading(transaction, readingId, version);
	if (known === sha256) return;
	if (known !== null) throw new ReadingChangedError(readingId, version);
	await transaction
		.insertInto('reading')
		.values({ reading_id: readingId, version, sha256 })
		.execute();
}

/**
 * Append a verdict unless it says what the claim's latest one says, and keep its measurements. One
 * that is stored already stands in the verdict as it was first stored: same id, same content.
 */
export async function saveVerdict(
	transaction: Transaction<Tables>,
	verdict: ClaimVerdict,
	computedAt: UnixSeconds,
	embed: string | null
): Promise<boolean> {
	const { claimSlug, evaluation } = verdict;
	const latest = await transaction
		.selectFrom('verdict')
		.select(['id', 'ordinal', 'body'])
		.where('claim_slug', '=', claimSlug)
		.where('evaluation', '=', evaluation)
		.orderBy('ordinal', 'desc')
		.limit(1)
		.executeTakeFirst();
	const id = verdictId(verdict);
	if (latest?.id === id) return false;
	const kept = await keepMeasurements(transaction, verdict);
	const ordinal = Number(latest?.ordinal ?? 0) + 1;
	const before = latest && (JSON.parse(latest.body) as ClaimVerdict).shown;
	await transaction
		.insertInto('verdict')
		.values({
			claim_slug: claimSlug,
			evaluation,
			ordinal,
			data_date: verdict.dataDate,
			id,
			computed_at: computedAt,
			body: JSON.stringify(kept)
		})
		.execute();
	// A finding that comes back word for word keeps what it was first drawn from.
	if (embed !== null)
		await transaction
			.insertInto('verdict_embed')
			.values({ claim_slug: claimSlug, verdict_id: id, body: embed })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	if (before !== undefined && before !== verdict.shown)
		await transaction
			.insertInto('shown_change')
			.values({
				claim_slug: claimSlug,
				evaluation,
				ordinal,
				computed_at: computedAt,
				from_finding: before,
				to_finding: verdict.shown
			})
			.execute();
	await raiseDataVersion(transaction);
	return true;
}

/** The reads of readings, measurements and verdicts. */
export function verdictReads(db: Kysely<Tables>): VerdictReads {
	return {
		findMeasurement: (id) => findMeasurement(db, id),
		async getMeasurements(prefix, most) {
			const rows = await db
				.selectFrom('measurement')
				.select('body')
				.where((each) =>
					each(each.fn<string>('substr', ['id', each.val(1), each.val(prefix.length)]), '=', prefix)
				)
				.orderBy('id')
				.limit(most)
				.execute();
			return rows.map(({ body }) => JSON.parse(body) as Measurement);
		},
		findReadingHash: (readingId, version) => findReading(db, readingId, version),
		async getLatestVerdicts(evaluation, asOf) {
			const newest = db
				.selectFrom('verdict')
				.select((each) => ['claim_slug', each.fn.max('ordinal').as('ordinal')])
				.where('evaluation', '=', evaluation)
				.where('computed_at', '<=', asOf ?? Number.MAX_SAFE_INTEGER)
				.groupBy('claim_slug');
			const rows = await db
				.selectFrom('verdict')
				.innerJoin(newest.as('newest'), (join) =>
					join
						.onRef('verdict.claim_slug', '=', 'newest.claim_slug')
						.onRef('verdict.ordinal', '=', 'newest.ordinal')
				)
				.select(['verdict.id', 'verdict.computed_at', 'verdict.body'])
				.where('verdict.evaluation', '=', evaluation)
				.orderBy('verdict.claim_slug')
				.execute();
			return rows.map(toVerdict);
		},
		async getVerdicts(claimSlug, evaluation) {
			const rows = await db
				.selectFrom('verdict')
				.select(['id', 'computed_at', 'body'])
				.where('claim_slug', '=', claimSlug)
				.where('evaluation', '=', evaluation)
				.orderBy('ordinal')
				.execute();
			return rows.map(toVerdict);
		},
		async findVerdictEmbed(claimSlug, id) {
			const verdict = await db
				.selectFrom('verdict')
				.select('evaluation')
				.where('claim_slug', '=', claimSlug)
				.where('id', '=', id)
				.limit(1)
				.executeTakeFirst();
			if (!verdict) return null;
			const kept = await db
				.selectFrom('verdict_embed')
				.select('body')
				.where('claim_slug', '=', claimSlug)
				.where('verdict_id', '=', id)
				.executeTakeFirst();
			return { evaluation: verdict.evaluation as Evaluation, embed: kept?.body ?? null };
		},
		async getRecentChanges(limit, asOf) {
			const rows = await db
				.selectFrom('shown_change')
				.innerJoin('verdict', (join) =>
					join
						.onRef('verdict.claim_slug', '=', 'shown_change.claim_slug')
						.onRef('verdict.evaluation', '=', 'shown_change.evaluation')
						.onRef('verdict.ordinal', '=', 'shown_change.ordinal')
				)
				.select([
					...(['shown_change.claim_slug', 'shown_change.computed_at'] as const),
					...(['from_finding', 'to_finding', 'verdict.body'] as const)
				])
				.where('shown_change.evaluation', '=', 'now')
				.where('shown_change.computed_at', '<=', asOf ?? Number.MAX_SAFE_INTEGER)
				.orderBy('shown_change.computed_at', 'desc')
				.orderBy('shown_change.claim_slug')
				.orderBy('shown_change.ordinal', 'desc')
				.limit(limit)
				.execute();
			return rows.map((row) => ({
				claimSlug: row.claim_slug,
				at: unixSeconds(Number(row.computed_at)),
				from: row.from_finding as Finding,
				to: row.to_finding as Finding,
				reason: (JSON.parse(row.body) as ClaimVerdict).reason
			}));
		},
		async getLastChanges(asOf) {
			const rows = await db
				.selectFrom('shown_change')
				.select((each) => ['claim_slug', each.fn.max('computed_at').as('at')])
				.where('evaluation', '=', 'now')
				.where('computed_at', '<=', asOf ?? Number.MAX_SAFE_INTEGER)
				.groupBy('claim_slug')
				.execute();
			return new Map(rows.map((row) => [row.claim_slug, unixSeconds(Number(row.at))]));
		}
	};
}

async function keepMeasurements(
	transaction: Transaction<Tables>,
	verdict: ClaimVerdict
): Promise<ClaimVerdict> {
	const readings = [];
	for (const reading of verdict.readings) {
		const measurements = [];
		for (const measurement of reading.measurements)
			measurements.push(await keepMeasurement(transaction, measurement));
		readings.push({ ...reading, measurements });
	}
	return { ...verdict, readings };
}

async function keepMeasurement(
	transaction: Transaction<Tables>,
	measurement: Measurement
): Promise<Measurement> {
	if (measurement.id === null) return measurement;
	const known = await findMeasurement(transaction, measurement.id);
	if (known) return known;
	await transaction
		.insertInto('measurement')
		.values({
			id: measurement.id,
			chain_id: measurement.chainId,
			metric: measurement.metric,
			statistic: measurement.statistic,
			window_from: measurement.window.from,
			window_to: measurement.window.to,
			body: JSON.stringify(measurement)
		})
		.execute();
	return measurement;
}

async function findMeasurement(db: Kysely<Tables>, id: string): Promise<Measurement | null> {
	const row = await db
		.selectFrom('measurement')
		.select('body')
		.where('id', '=', id)
		.executeTakeFirst();
	return row ? (JSON.parse(row.body) as Measurement) : null;
}

async function findReading(
	db: Kysely<Tables>,
	readingId: string,
	version: number
): Promise<string | null> {
	const row = await db
		.selectFrom('reading')
		.select('sha256')
		.where('reading_id', '=', readingId)
		.where('version', '=', version)
		.executeTakeFirst();
	return row?.sha256 ?? null;
}

function toVerdict(row: { id: string; computed_at: number; body: string }): StoredVerdict {
	return {
		...(JSON.parse(row.body) as ClaimVerdict),
		id: row.id,
		computedAt: unixSeconds(Number(row.computed_at))
	};
}
