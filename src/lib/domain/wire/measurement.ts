/**
 * A measurement, as the HTTP API serves it and the pages draw from it. As in all of these shapes, names are stable: see
 * the API documentation. Wei and integers beyond 2⁵³ are decimal strings, times ISO 8601 UTC.
 */
export interface MeasurementJson {
	id: string | null;
	chain: number;
	chain_name: string;
	demo: boolean;
	metric: string;
	statistic: string;
	peak_window: string | null;
	value: number | string | null;
	interval: [number | string | null, number | string | null];
	unit: string;
	from: string;
	to: string;
	n: number;
	sample_unit: string;
	coverage: number;
	price_coverage: number | null;
	endpoints_disagree: boolean | null;
	halted: boolean | null;
	sampled: boolean;
	zero_fees: 'included' | 'excluded' | null;
	peak_at: { time: string; block: number } | null;
	rise: { start: PricePointJson; peak: PricePointJson } | null;
	provenance: {
		from_block: number | null;
		to_block: number | null;
		to_block_hash: string | null;
		finality: string;
		methods: string[];
		endpoints: string[];
		rule_version: string;
		code_version: string;
		input_sha256: string;
		computed_at: string;
	};
	verifiable: 'full' | 'archive' | 'self_reported';
	reason: string | null;
}

/** A round of a price feed. */
export interface PricePointJson {
	time: string;
	phase: number;
	round: number;
	usd: number;
}

/** One question to an endpoint of a chain, as a command line; `$RPC_URL` stands for the endpoint. */
export interface CurlJson {
	chain: number;
	chain_name: string;
	what: string;
	command: string;
}

/** How a measurement can be checked by anyone. */
export interface VerifyJson {
	/** What recomputes it from an endpoint; null where nothing can, and then `reason` says why. */
	command: string | null;
	reason: string | null;
	/** What an equal value does not show, or null. */
	caveat: string | null;
	curl: CurlJson[];
}

/** A stored measurement, as its own address serves it. */
export interface StoredMeasurementJson extends MeasurementJson {
	verify: VerifyJson;
}
