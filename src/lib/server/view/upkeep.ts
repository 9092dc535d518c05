import { isOverdue } from '#lib/domain/overdue.ts';
import type { DatabaseJson, JobJson } from '#lib/domain/wire/upkeep.ts';
import { bucketStart, DAY, iso } from '#lib/domain/time.ts';
import { unixSeconds, type UnixSeconds } from '#lib/domain/units.ts';
import type { StoreReader } from '../store/ports/store.ts';

/** Growth is told over so long, by a size that was looked at then, or up to so much earlier. */
const GROWTH_DAYS = 30;
const EARLIER_DAYS = 10;

/** The last run of each job that recurs beside the passes. */
export async function jobStatuses(
	reader: Pick<StoreReader, 'getJobRuns'>,
	now: UnixSeconds
): Promise<JobJson[]> {
	return (await reader.getJobRuns()).map((run) => ({
		job: run.job,
		chain: run.chainId,
		started_at: iso(run.startedAt),
		ended_at: iso(run.endedAt),
		outcome: run.outcome,
		detail: run.detail,
		next_due_at: run.nextDueAt && iso(run.nextDueAt),
		is_overdue: isOverdue(run, now)
	}));
}

/** How large the database is, by how much it grew, and whether as much again would fit. */
export async function databaseStatus(
	reader: Pick<StoreReader, 'measureRoom' | 'getDatabaseSizes'>,
	now: UnixSeconds
): Promise<DatabaseJson> {
	const { bytes, free } = await reader.measureRoom();
	const then = bucketStart(now - GROWTH_DAYS * DAY, DAY);
	const sizes = await reader.getDatabaseSizes({
		from: unixSeconds(then - EARLIER_DAYS * DAY),
		to: unixSeconds(then + DAY)
	});
	const before = sizes.at(-1);
	const grown = before ? { bytes: bytes - before.bytes, since: iso(before.at) } : null;
	const is_short = grown && free !== null ? free < grown.bytes : null;
	return { bytes, free_bytes: free, grown, is_short };
}
