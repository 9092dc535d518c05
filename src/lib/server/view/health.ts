import type { HealthJson } from '#lib/domain/wire/upkeep.ts';
import { iso } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { getStatus } from './status.ts';

/** Whether all is well, and what is not. A database that does not answer is told, not thrown. */
export async function getHealth(reader: StoreReader, now: UnixSeconds): Promise<HealthJson> {
	try {
		await reader.dataVersion();
	} catch (error) {
		const detail = error instanceof Error ? error.message : String(error);
		return {
			...{ status: 'unavailable', now: iso(now), chains: [], stale_claims: [] },
			reasons: [`The database does not answer: ${detail}`]
		};
	}
	const status = await getStatus(reader, now);
	const { chains, jobs, prices, database, stale_claims } = status;
	const nameOf = (id: number | null) => chains.find((chain) => chain.id === id)?.name ?? id;
	const reasons = [
		...chains.flatMap(({ name, state, head, last_pass, incidents }) => [
			...(state === 'fresh' ? [] : [`${name} is ${STATES[state]}.`]),
			...(head?.stands_still ? [`The head of ${name} stands still.`] : []),
			...(last_pass?.outcome === 'failed' ? [`The last pass over ${name} failed.`] : []),
			...(last_pass?.is_overdue ? [`The next pass over ${name} is overdue.`] : []),
			...(incidents.some(({ kind }) => kind !== 'head_stalled')
				? [`Something of ${name} is to be looked at by a person.`]
				: [])
		]),
		...jobs.flatMap(({ job, chain, outcome, is_overdue }) => {
			const name = chain === null ? job : `${job} of ${nameOf(chain)}`;
			return [
				...(outcome === 'failed' ? [`The last run of ${name} failed.`] : []),
				...(is_overdue ? [`The next run of ${name} is overdue.`] : [])
			];
		}),
		...prices.flatMap(({ pair, chain, ok }) =>
			ok === false ? [`${pair} on ${nameOf(chain)} gives no price.`] : []
		),
		...(database.is_short ? ['The disk has less room than the database lately grew by.'] : []),
		...stale_claims.map(({ slug }) => `What is found of ${slug} rests on old data.`)
	];
	return {
		status: reasons.length === 0 ? 'ok' : 'degraded',
		now: status.now,
		reasons,
		chains: chains.map(({ id, name, state, head }) => ({
			...{ id, name, state },
			head_seen_at: head?.seen_at ?? null
		})),
		stale_claims: stale_claims.map(({ slug }) => slug)
	};
}

const STATES = {
	late: 'late',
	stale: 'stale',
	ahead: 'of an age that nobody can tell, since a clock is off',
	never: 'not collected yet'
} as const;
