/** The last pass over a chain, as the API gives it. */
export interface PassJson {
	started_at: string;
	ended_at: string;
	outcome: string;
	detail: string | null;
	/** To all endpoints; null of a pass from before requests were counted. */
	requests: number | null;
	/** When the next one begins at the latest; null where none is planned, as after a single run. */
	next_due_at: string | null;
	/** That it should have begun long ago. */
	is_overdue: boolean;
}

/** Requests to one endpoint in the last pass. */
export interface EndpointPassJson {
	/** Those that were answered or failed. */
	requests: number;
	/** Of them, those that were refused or not answered, whole or in part. */
	failed: number;
	/** Milliseconds within which half of the others were answered whole, and 95 %; null where all failed. */
	p50_ms: number | null;
	p95_ms: number | null;
}
