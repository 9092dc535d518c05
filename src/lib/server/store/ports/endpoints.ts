import type { TimeWindow } from '#lib/domain/time.ts';
import type { UnixSeconds } from '#lib/domain/units.ts';

/** How a collection pass over one chain ended. */
export interface PassRecord {
	readonly chainId: number;
	readonly startedAt: UnixSeconds;
	readonly endedAt: UnixSeconds;
	readonly outcome: 'done' | 'partial' | 'failed';
	readonly detail: string | null;
	/** Of each endpoint that was asked in it; null of a pass from before this was kept. */
	readonly requests: readonly EndpointRequests[] | null;
	/** When the next one begins at the latest; null where the process that ran it plans none. */
	readonly nextDueAt: UnixSeconds | null;
}

/** Requests to an endpoint in one pass. */
export interface EndpointRequests {
	/** Host only. */
	readonly host: string;
	/** Those that were answered or failed: one at least. */
	readonly requests: number;
	/** Of them, those that were refused or not answered, whole or in part. */
	readonly failed: number;
	/** Milliseconds within which half of the others were answered whole, and 95 %; null where all failed. */
	readonly p50Ms: number | null;
	readonly p95Ms: number | null;
}

/** What an endpoint did when it was last asked. */
export interface EndpointRecord {
	readonly chainId: number;
	/** Host only. */
	readonly host: string;
	readonly checkedAt: UnixSeconds;
	readonly ok: boolean;
	readonly detail: string | null;
	/** Absent where it was not kept yet. */
	readonly pace?: EndpointPace;
}

/** How an endpoint was asked last. */
export interface EndpointPace {
	/** Calls that one request may hold. */
	readonly callsARequest: number;
	/** To a thousandth. */
	readonly requestsASecond: number;
	/** Whether more was refused; otherwise it allows that much at least. */
	readonly isLimit: boolean;
}

/** What an examination found that an endpoint can do. Null is what it did not find out. */
export interface EndpointCheckupRecord {
	readonly chainId: number;
	/** Host only. */
	readonly host: string;
	readonly checkedAt: UnixSeconds;
	/** Calls in the largest request that was answered whole. */
	readonly callsARequest: number | null;
	/** Whether the gas shares of its `eth_feeHistory` are those of its blocks, and what contradicts it. */
	readonly feeHistory: {
		readonly ratio: 'real' | 'placeholder';
		readonly detail: string | null;
	} | null;
}

/** Which methods an endpoint was seen to offer at a time; those it could not be asked about are left out. */
export interface EndpointMethods {
	readonly chainId: number;
	/** Host only. */
	readonly host: string;
	readonly checkedAt: UnixSeconds;
	readonly offered: Readonly<Record<string, boolean>>;
}

/** Whether an endpoint offers a method, and since when it has been seen to. */
export interface StoredMethod {
	readonly host: string;
	readonly method: string;
	readonly offered: boolean;
	readonly since: UnixSeconds;
	readonly checkedAt: UnixSeconds;
}

/** Stored blocks that were read again from an endpoint, and how many it told otherwise. */
export interface EndpointCheck {
	readonly chainId: number;
	/** Host only. */
	readonly host: string;
	readonly at: UnixSeconds;
	readonly compared: number;
	readonly disagreed: number;
}

/** The same, summed over an hour. */
export interface CheckHour extends Pick<EndpointCheck, 'host' | 'compared' | 'disagreed'> {
	readonly hour: UnixSeconds;
}

/**
 * What a person must look at, since nothing final is ever dropped: an endpoint’s chain that differs from the stored one
 * at or below a final block, or a stored final block that the endpoints contradict. Or a head that stood still, or a fork that a node tells otherwise than our list.
 */
export interface Incident {
	readonly chainId: number;
	readonly kind: 'finalized_conflict' | 'stored_contradicted' | 'head_stalled' | 'forks_differ';
	readonly block: number;
	readonly at: UnixSeconds;
	readonly detail: string;
}

export interface StoredIncident extends Pick<Incident, 'kind' | 'block' | 'detail'> {
	readonly firstSeenAt: UnixSeconds;
	readonly lastSeenAt: UnixSeconds;
}

/** The reads of passes and of endpoints. */
export interface EndpointReads {
	/** The last pass of every chain. */
	getLastPasses(): Promise<PassRecord[]>;
	getEndpoints(): Promise<EndpointRecord[]>;
	/** What each endpoint of a chain was seen to offer, by host and method. */
	getMethods(chainId: number): Promise<StoredMethod[]>;
	/** What examinations found, by host. */
	getCheckups(chainId: number): Promise<EndpointCheckupRecord[]>;
	/** How often endpoints agreed with what is stored, by the hour of the look and by host. */
	getCheckHours(chainId: number, window: TimeWindow): Promise<CheckHour[]>;
	/** The last seen first. */
	getIncidents(chainId: number): Promise<StoredIncident[]>;
}

/** The writes of passes and of endpoints. */
export interface EndpointWrites {
	recordPass(pass: PassRecord): Promise<void>;
	/** Keep that no next pass over a chain is planned any more. */
	unschedulePass(chainId: number): Promise<void>;
	recordEndpoint(endpoint: EndpointRecord): Promise<void>;
	recordMethods(methods: EndpointMethods): Promise<void>;
	/** What was not found out this time stays as it was known before. */
	recordCheckup(checkup: EndpointCheckupRecord): Promise<void>;
	/** Adds to what was recorded in the same hour. */
	recordCheck(check: EndpointCheck): Promise<void>;
	recordIncident(incident: Incident): Promise<void>;
}
