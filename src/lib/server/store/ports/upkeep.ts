import type { NewestBlock } from '#lib/domain/reference-head.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';
import type { PassRecord } from './endpoints.ts';

/** What came of one look at an endpoint’s newest block. */
export interface HeadLook {
	/** Host only. */
	readonly host: string;
	/** Whether it told, failed when it was asked, or was left alone. */
	readonly outcome: 'told' | 'refused' | 'resting';
	/** Why it was refused or left alone, as far as that is known. */
	readonly detail?: string | null;
	/** Null unless it told. */
	readonly newest: NewestBlock | null;
}

/** The last look at an endpoint’s newest block, and the last one at which it told of any. */
export interface EndpointHead extends Pick<HeadLook, 'host' | 'outcome'> {
	readonly lookedAt: UnixSeconds;
	readonly detail: string | null;
	/** When it was last asked; null where it was left alone at every look. */
	readonly askedAt: UnixSeconds | null;
	/** Null where it never told. */
	readonly told: (NewestBlock & { readonly at: UnixSeconds }) | null;
}

/** What recurs beside the passes over each chain: judging all claims, and dropping what is older than is to be kept. */
export const JOBS = ['judge', 'retention'] as const;

/** How the last run of a job ended. */
export interface JobRun {
	readonly job: (typeof JOBS)[number];
	/** Null of a job for all chains. */
	readonly chainId: number | null;
	readonly startedAt: UnixSeconds;
	readonly endedAt: UnixSeconds;
	readonly outcome: PassRecord['outcome'];
	readonly detail: string | null;
	/** When the next one begins at the latest; null where the process that ran it plans none. */
	readonly nextDueAt: UnixSeconds | null;
}

/** How large the database was when that was last looked at on a UTC day. */
export interface DatabaseSize {
	readonly at: UnixSeconds;
	readonly bytes: number;
}

/** The reads of what says whether collecting goes well. */
export interface UpkeepReads {
	/** What the last look at the newest block of each endpoint of a chain came to, by host; none that was never looked at. */
	getEndpointHeads(chainId: number): Promise<EndpointHead[]>;
	/** The last run of each job that has one, by name and chain, those of all chains first. */
	getJobRuns(): Promise<JobRun[]>;
	/** How large the database was on each of these UTC days, as told last on it; ascending, days nobody looked left out. */
	getDatabaseSizes(window: TimeWindow): Promise<DatabaseSize[]>;
}

/** What collectors keep of it. */
export interface UpkeepWrites {
	/** Keep what a look at the newest blocks of endpoints came to. Of one that did not tell, what it told before stays. */
	recordHeadLook(chainId: number, at: UnixSeconds, looks: readonly HeadLook[]): Promise<void>;
	/** Keep the last run of a job, in place of the one before. */
	recordJobRun(run: JobRun): Promise<void>;
	/** Keep how large the database is at a time, in place of what was kept of that UTC day. */
	recordDatabaseSize(at: UnixSeconds): Promise<void>;
}
