/** The tables about endpoints and passes as Kysely sees them; what each column means stands in `docs/tables.md`. */
export interface EndpointTables {
	collection_pass: {
		chain_id: number;
		started_at: number;
		ended_at: number;
		outcome: string;
		detail: string | null;
		next_due_at: number | null;
		counts_requests: number;
	};
	pass_request: {
		chain_id: number;
		host: string;
		requests: number;
		failed: number;
		p50_ms: number | null;
		p95_ms: number | null;
	};
	endpoint: {
		chain_id: number;
		host: string;
		checked_at: number;
		ok: number;
		detail: string | null;
	};
	endpoint_head: {
		chain_id: number;
		host: string;
		looked_at: number;
		asked_at: number | null;
		told_at: number | null;
		number: number | null;
		timestamp: number | null;
		detail: string | null;
	};
	job_run: {
		job: string;
		chain_id: number;
		started_at: number;
		ended_at: number;
		outcome: string;
		detail: string | null;
		next_due_at: number | null;
	};
	database_size: { day: number; at: number; bytes: number };
	endpoint_pace: {
		chain_id: number;
		host: string;
		batch_calls: number;
		requests_1000s: number;
		is_limit: number;
	};
	endpoint_checkup: {
		chain_id: number;
		host: string;
		checked_at: number;
		batch_calls: number | null;
		fee_history: string | null;
		fee_history_detail: string | null;
	};
	endpoint_method: {
		chain_id: number;
		host: string;
		method: string;
		offered: number;
		since: number;
		checked_at: number;
	};
	endpoint_check: {
		chain_id: number;
		hour: number;
		host: string;
		compared: number;
		disagreed: number;
	};
	incident: {
		chain_id: number;
		kind: string;
		block: number;
		first_seen_at: number;
		last_seen_at: number;
		detail: string;
	};
	head_stall: {
		chain_id: number;
		block: number;
		since: number;
		until: number | null;
		endpoints: number;
	};
}
