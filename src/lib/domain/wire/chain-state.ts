/** What a chain answered last to a fixed question. */
export interface ObservationJson {
	subject: string;
	/** In `unit`; a word where that is null. */
	value: string | null;
	unit: string | null;
	note: string | null;
	detail: Record<string, unknown> | null;
	/** The chain that answered. */
	answered_by: number;
	first_seen_at: string;
	last_seen_at: string;
	block: number;
	host: string;
	method: string;
}

export interface ChainStateJson {
	chain: number;
	chain_name: string;
	demo: boolean;
	observations: ObservationJson[];
}
