/** What a verdict says of a claim. The order is the order of charity between judged findings, then the rest. */
export const FINDINGS = [
	'demonstrated',
	'consistent',
	'borderline',
	'not_observed',
	'contradicted',
	'pending',
	'insufficient_data',
	'not_comparable',
	'not_measurable',
	'void'
] as const;
export type Finding = (typeof FINDINGS)[number];

/** Findings that rest on data which spoke for or against the claim. */
export const JUDGED_FINDINGS = FINDINGS.slice(0, 5) as readonly Finding[];

/** What a reader must know beside a finding; an axis of its own, never folded into it. */
export const FLAGS = [
	'stale',
	'partial_coverage',
	'price_gap',
	'endpoint_disagreement',
	'chain_halted',
	'proxy',
	'reading_sensitive',
	'text_incomplete',
	'scope_assumed',
	'metric_drift',
	'misattributed',
	'superseded',
	'unreviewed'
] as const;
export type Flag = (typeof FLAGS)[number];
