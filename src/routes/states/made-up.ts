import { chartPanels, type ChartPanel } from '#lib/charts/chart-panel.ts';
import { FINDINGS, type Finding, type Flag } from '#lib/domain/findings.ts';
import { HOUR, iso, parseTime } from '#lib/domain/time.ts';
import type { ClaimedJson, ClaimJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';
import type { SeriesJson, SeriesPointJson } from '#lib/domain/wire/series.ts';
import type { RowClaim } from '#lib/ui/row-claim.ts';

/*
 * Everything in this file is made up: chains, articles, claims, figures. It is there so that every state of the pages
 * can be looked at, and tested, at once.
 */

/** The last data of all that is made up. */
export const MADE_UP_NOW = '2020-01-15T14:02:00Z';

const CLAIMED: ClaimedJson = {
	...{ printed: '1,000 transactions per second', value: 1000, low: null, high: null },
	...{ comparator: '>=', unit: 'tx/s' }
};
const ARTICLE: ClaimJson['article'] = {
	...{ slug: 'made-up', title: 'A made-up article', publisher: 'Made-up News' },
	...{ published: '2020-01-01', url: 'https://example.org/made-up', demo: true }
};

function measured(words: Partial<MeasurementJson> = {}): MeasurementJson {
	return {
		...{ id: null, chain: 31338, chain_name: 'Chain One', demo: true },
		...{ metric: 'throughput.user_tx', statistic: 'max', peak_window: '1h' },
		...{ value: 12.5, interval: [12.5, 12.5], unit: 'tx/s' },
		...{ from: '2019-12-16T14:00:00Z', to: '2020-01-15T14:00:00Z', n: 720, sample_unit: 'window' },
		...{ coverage: 1, price_coverage: null, endpoints_disagree: false, halted: false },
		...{ sampled: false, zero_fees: null, peak_at: null, rise: null },
		provenance: {
			...{ from_block: 1, to_block: 2, to_block_hash: null, finality: 'finalized' },
			...{ methods: [], endpoints: [], rule_version: '1', code_version: '0', input_sha256: '' },
			computed_at: MADE_UP_NOW
		},
		verifiable: 'self_reported',
		reason: null,
		...words
	};
}

/** A row of the scoreboard, and what is wrong with it. */
export interface MadeUpRow {
	readonly id: string;
	readonly title: string;
	readonly claim: RowClaim;
	readonly failed: boolean;
	readonly coveredBy: string | null;
	readonly panel: ChartPanel | null;
}

function row(
	id: string,
	title: string,
	words: Partial<RowClaim>,
	more: Partial<MadeUpRow> = {}
): MadeUpRow {
	return {
		id,
		title,
		claim: {
			...{ slug: id, quote: 'Chain One can handle 1,000 transactions per second' },
			...{ article: ARTICLE, claimed: CLAIMED, finding: 'not_observed', flags: [] },
			...{ reason: 'Made up.', share: { value: 0.0125, text: '1/80 of claim' } },
			...{ measured: measured(), as_of: MADE_UP_NOW, chains: ['Chain One'], thenFinding: null },
			...words
		},
		failed: false,
		coveredBy: null,
		panel: panel(USUAL),
		...more
	};
}

/** Points by the hour up to the made-up now. */
function points(count: number, at: (index: number) => Partial<SeriesPointJson>): SeriesPointJson[] {
	const end = parseTime('2020-01-15T14:00:00Z');
	return Array.from({ length: count }, (_, index) => ({
		...{ t: iso(end - (count - index) * HOUR), value: null, n: 60, coverage: 1 },
		...{
			provisional: false,
			reason: null,
			no_block: false,
			from_block: null,
			to_block: null,
			peak_at: null,
			spread: null
		},
		...at(index)
	}));
}

const traffic = (index: number) => ({ value: 6 + 5 * Math.sin(index / 4) });
const USUAL = points(48, traffic);

/** Of medians, with their spread. */
const fees = (index: number) => {
	const value = 0.4 + 0.15 * Math.sin(index / 5);
	return { value, spread: [value * 0.6, value * 1.7] as [number, number] };
};
const NO_BLOCK = { n: 0, no_block: true };

/** Stretches without a value, or with a zero, that must never be taken for one another, and two that are not whole yet. */
const STRETCHES: Readonly<Record<string, readonly SeriesPointJson[]>> = {
	gap: points(48, (index) =>
		index > 15 && index < 27 ? { n: 0, coverage: 0, reason: 'gap' } : traffic(index)
	),
	zero: points(48, (index) => (index > 15 && index < 27 ? { value: 0 } : traffic(index))),
	interrupted: points(48, (index) =>
		index > 15 && index < 27 ? { n: 0, reason: 'no_sample' } : traffic(index)
	),
	halted: points(48, (index) =>
		index > 15 && index < 27 ? { value: 0, ...NO_BLOCK } : traffic(index)
	),
	nothings: points(72, (index) => {
		if (index > 11 && index < 22) return { n: 0, coverage: 0, reason: 'gap' };
		if (index > 31 && index < 42) return { n: 0, reason: 'no_sample' };
		return index > 51 && index < 62 ? NO_BLOCK : fees(index);
	}),
	ahead: points(48, (index) =>
		index > 30 ? { n: 0, coverage: 0, reason: 'not_yet_collected' } : traffic(index)
	),
	provisional: points(48, (index) => ({ ...traffic(index), provisional: index > 36 }))
};

function panel(of: readonly SeriesPointJson[], words: Partial<SeriesJson> = {}): ChartPanel | null {
	const series = {
		...{ chain: 31338, demo: true, metric: 'throughput.user_tx', statistic: 'mean' },
		...{ peak_window: null, unit: 'tx/s', resolution: '1h' as const },
		...{ from: of[0]?.t ?? MADE_UP_NOW, to: '2020-01-15T14:00:00Z', points: [...of] },
		...words
	};
	const beside = { claimed: CLAIMED, published: Date.parse(ARTICLE.published) / 1000 };
	return chartPanels([series], beside)[0] ?? null;
}

const OF_FEES = { metric: 'fee.native_transfer', statistic: 'p50', unit: 'gwei/tx' };

/** Charts with a stretch that is no value: which, and what it means. */
export const CHARTS = Object.entries({
	gap: 'Blocks are missing: what they hold is unknown',
	zero: 'No activity: blocks were read, and hold none',
	halted: 'No block: the chain made none, so nothing is missing',
	interrupted: 'Nothing to take a value from: the line is interrupted',
	nothings: 'Three that are no value: blocks missing, no such transaction, no block',
	ahead: 'Not collected yet: the blocks are there, and we are not',
	provisional: 'Provisional: the blocks could still be replaced'
}).map(([id, title]) => ({
	id: `chart-${id}`,
	title,
	panel: panel(STRETCHES[id] ?? [], id === 'nothings' ? OF_FEES : {})
}));

const flagged = (flag: Flag) => ({ flags: [flag] });

/** Rows with a state of their own beside the finding. */
export const ROWS: readonly MadeUpRow[] = [
	row('row-failed', 'An error of this row alone', {}, { failed: true, panel: null }),
	row(
		'row-zero',
		'No activity, measured',
		{ measured: measured({ value: 0, interval: [0, 0] }), share: { value: 0, text: '0 of claim' } },
		{ panel: panel(STRETCHES.zero ?? []) }
	),
	row(
		'row-collecting',
		'The window is still filling',
		{ finding: 'insufficient_data', measured: measured({ coverage: 0.31 }), share: null },
		{ coveredBy: '2020-02-04T15:00:00Z', panel: panel(STRETCHES.ahead ?? []) }
	),
	row(
		'row-partial',
		'Only a part was seen',
		{ measured: measured({ coverage: 0.962 }), ...flagged('partial_coverage') },
		{ panel: panel(STRETCHES.gap ?? []) }
	),
	row('row-prices', 'Prices are missing', {
		measured: measured({ price_coverage: 0.93 }),
		...flagged('price_gap')
	}),
	row('row-halted', 'The chain stood still', flagged('chain_halted'), {
		panel: panel(STRETCHES.halted ?? [])
	}),
	row('row-disagreement', 'Endpoints disagree', flagged('endpoint_disagreement')),
	row('row-stale', 'The data has grown old', {
		measured: measured({ to: '2020-01-09T14:00:00Z' }),
		...flagged('stale')
	})
];

const WITHOUT_FIGURE: readonly Finding[] = [
	'pending',
	'insufficient_data',
	'not_comparable',
	'void'
];
const REASONS: Partial<Record<Finding, string>> = {
	pending: 'It is due on 1 Jan 2021.',
	insufficient_data: 'Nothing that this claim needs has been collected yet.',
	not_comparable: 'The figure is of a laboratory, which no public chain shows.',
	void: 'We read the wrong contract until 12 Jan 2020. The claim is measured anew.'
};

/** Figures that go with a finding; what is contradicted is the usual one. */
const MEASURED: Partial<
	Record<
		Finding,
		{ readonly value: number; readonly interval: [number, number]; readonly share: string }
	>
> = {
	demonstrated: { value: 1240, interval: [1240, 1240], share: '1.24× the claim' },
	consistent: { value: 1080, interval: [1020, 1150], share: '1.08× the claim' },
	borderline: { value: 990, interval: [940, 1060], share: '99\u00a0% of claim' }
};

function findingRow(finding: Finding): MadeUpRow {
	if (WITHOUT_FIGURE.includes(finding))
		return row(
			`finding-${finding}`,
			finding,
			{ finding, measured: null, share: null, reason: REASONS[finding] ?? '' },
			{ panel: null }
		);
	const figure = MEASURED[finding];
	if (!figure) return row(`finding-${finding}`, finding, { finding });
	const { value, interval, share } = figure;
	return row(
		`finding-${finding}`,
		finding,
		{
			finding,
			measured: measured({ value, interval }),
			share: { value: value / 1000, text: share }
		},
		// as high as the figure says, at the top of its wave
		{ panel: panel(points(48, (index) => ({ value: (traffic(index).value / 11) * value }))) }
	);
}

/** A row for every finding that a rated claim can have. */
export const FINDING_ROWS: readonly MadeUpRow[] = FINDINGS.filter(
	(finding) => finding !== 'not_measurable'
).map(findingRow);

/** Errors as their pages say them. */
export const ERRORS = [
	{ status: 400, message: 'sort "size" is none of distance, changed, article, quote.' },
	{ status: 404, message: 'No claim is called "made-up".' },
	{ status: 500, message: '' },
	{ status: 503, message: 'it is being moved.' }
] as const;
