import { correctionsFor } from '#lib/articles/corrections.ts';
import { findClaim } from '#lib/articles/index.ts';
import { statisticWords } from '#lib/charts/measure-words.ts';
import { RULE_VERSION } from '#lib/domain/judge/rule-version.ts';
import type { Metric } from '#lib/domain/metrics/metric.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { CODE_VERSION } from '#lib/server/code-version.ts';
import page from '../../../../docs/methodology.md?raw';
import { inlineText, markdownSections, type Inline } from './markdown.ts';
import { workedExamples } from './worked-examples.ts';

/** The prose before the worked examples and after them, by the headings of docs/methodology.md. */
const BEFORE = [
	'From a sentence to a test',
	'Gates, in their order',
	'The test',
	'Flags',
	'Hold and exit margin',
	'Statistics',
	'Coverage and rates',
	'Peaks',
	'Three kinds of nothing'
];
const AFTER = ['What cannot be seen', 'Chain families'];
const CORRECTIONS = ['Corrections'];

/** A metric as its section shows it, in its own texts. */
export interface MetricSection {
	readonly id: string;
	readonly title: string;
	readonly rows: readonly { readonly name: string; readonly text: readonly Inline[] }[];
	readonly definition: readonly Inline[];
	readonly statistics: readonly string[];
	readonly methods: readonly string[];
}

/**
 * All that the methodology says: prose, the examples judged now, our own errors, and the metrics from their registry.
 * A demo database has errors of its own.
 */
export function methodology(isDemo: boolean) {
	return {
		before: markdownSections(page, BEFORE),
		after: markdownSections(page, AFTER),
		examples: workedExamples(),
		corrections: {
			policy: markdownSections(page, CORRECTIONS),
			log: correctionsFor(isDemo).map((each) => ({
				...each,
				quote: findClaim(each.claim)?.article.statements.find(({ claim }) => claim === each.claim)
					?.quote
			}))
		},
		metrics: Object.values(METRICS).map(metricSection),
		ruleVersion: RULE_VERSION,
		codeVersion: CODE_VERSION
	};
}

const CHECKED = {
	full: 'by anyone with an RPC endpoint',
	archive: 'by anyone with an archive endpoint',
	self_reported: 'only by asking its source again, whose own word it is'
} as const;

function metricSection(metric: Metric): MetricSection {
	return {
		id: metric.id,
		title: metric.title,
		definition: inlineText(metric.definition),
		rows: rowsOf(metric),
		// of a maximum the length is chosen by who asks
		statistics: metric.statistics.map((each) =>
			each === 'max' ? 'highest value over a stated length' : statisticWords(each, null)
		),
		methods: metric.methods
	};
}

const UNIT_WORDS: Readonly<Record<string, string>> = { '1': 'share, from 0 to 1' };

function rowsOf(metric: Metric): MetricSection['rows'] {
	const rows = [
		['Formula', metric.formula],
		['Leaves out', metric.excludes],
		['Known bias', metric.knownBias],
		['Source', metric.source],
		['Unit', [metric.unit, ...metric.alsoIn].map((unit) => UNIT_WORDS[unit] ?? unit).join(', ')],
		['Windows', metric.hourly ? 'whole hours in UTC' : 'any'],
		['Collected', metric.facts === 'none' ? 'not yet: no collector for it exists' : 'yes'],
		['Can be checked', CHECKED[metric.verifiable ?? 'full']]
	] as const;
	return rows.map(([name, text]) => ({ name, text: inlineText(text) }));
}
