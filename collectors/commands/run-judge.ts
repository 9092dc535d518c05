import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import { judgeClaims } from '#lib/server/judging/judge-claims.ts';
import type { Store } from '#lib/server/store/ports/store.ts';
import type { JobRun } from '#lib/server/store/ports/upkeep.ts';

export interface JudgeRun {
	readonly judged: Awaited<ReturnType<typeof judgeClaims>>;
	/** As it is kept. */
	readonly run: JobRun;
}

/**
 * Judge every claim on what is stored now, and keep when that was and how long it took; `next` is the seconds until
 * that is done again at the latest, absent where nobody plans it. Rejects as the judge does; that is kept too.
 */
export async function runJudge(
	store: Store,
	now: () => UnixSeconds,
	next?: number
): Promise<JudgeRun> {
	const startedAt = now();
	const record = async (outcome: JobRun['outcome'], detail: string | null): Promise<JobRun> => {
		const endedAt = now();
		const nextDueAt = next === undefined ? null : unixSeconds(endedAt + next);
		const times = { startedAt, endedAt, nextDueAt };
		const run: JobRun = { job: 'judge', chainId: null, outcome, detail, ...times };
		await store.recordJobRun(run);
		return run;
	};
	try {
		const judged = await judgeClaims(store, startedAt);
		return { judged, run: await record('done', null) };
	} catch (error) {
		await record('failed', error instanceof Error ? error.message : String(error));
		throw error;
	}
}
