import type { MeasurementJson } from './wire/measurement.ts';

/** A figure of a chain as pages show it: measured just now, with where the same is served and how it is measured. */
export interface ChainFigure {
	readonly title: string;
	readonly measurement: Pick<
		MeasurementJson,
		| 'metric'
		| 'statistic'
		| 'peak_window'
		| 'value'
		| 'unit'
		| 'n'
		| 'sample_unit'
		| 'coverage'
		| 'price_coverage'
		| 'verifiable'
		| 'peak_at'
		| 'halted'
		| 'reason'
	>;
	/** The query of the API that gives it. */
	readonly href: string;
}

/** A change of a chain's rules that was seen. */
export interface SeenUpgrade {
	readonly what: string;
	/** ISO 8601. */
	readonly at: string;
	readonly block: number | null;
	readonly how: string;
}

/** What went wrong with a chain or with collecting it: incidents, standstills, and what is missing by kind. */
export interface ChainTrouble {
	readonly incidents: readonly {
		kind: string;
		block: number;
		last_seen_at: string;
		detail: string;
	}[];
	readonly standstills: readonly {
		block: number;
		since: string;
		until: string | null;
		endpoints: number;
	}[];
	readonly gaps: readonly { kind: string; ranges: number; blocks: number; reasons: string[] }[];
	/** What nodes tell of forks otherwise than our list. */
	readonly forksDiffer: readonly string[];
}
