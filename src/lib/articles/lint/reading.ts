import { CHAINS, findChain } from '#lib/domain/chains.ts';
import type { Reading } from '#lib/domain/claims.ts';
import { isComparing, PEAK_WINDOWS, STATISTICS } from '#lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS } from '#lib/domain/metrics/registry.ts';
import { show, type Fields } from './fields.ts';
import { lintComparable, lintQuantity } from './quantity.ts';

const FORMS = words<Reading['form']>({
	typical: true,
	existential: true,
	capability: true,
	change: true,
	rank: true,
	event: true
});
const WORDINGS = words<Reading['wording']>({ article: true, source: true });
const COMBINERS = words<Reading['combiner']>({ any: true, each: true, rank: true });
const MEASURES = words<Reading['measures']>({
	direct: true,
	proxy: true,
	lower_bound: true,
	upper_bound: true
});
const WINDOWS = words<Reading['window']['kind']>({ rolling: true, since: true, closed: true });

const NOT_NEGATIVE = { must: 'zero or more', test: (value: number) => value >= 0 };
const SHARE = { must: 'from 0 to 1', test: (value: number) => value >= 0 && value <= 1 };
const COUNT = {
	must: 'a whole number from 1',
	test: (value: number) => Number.isSafeInteger(value) && value >= 1
};

/** Checks one reading; `demo` says whether its article is about the demo chains. */
export function lintReading(reading: Fields, claimSlug: string, demo: boolean): void {
	const id = reading.text('id');
	if (id !== undefined && !id.startsWith(`${claimSlug}/`))
		reading.fault('id', `must begin with its claim's slug, "${claimSlug}/", is ${show(id)}`);
	reading.number('version', COUNT);
	reading.oneOf('wording', WORDINGS);
	reading.text('description');
	reading.oneOf('measures', MEASURES);
	reading.textOrNull('notComparable');
	if (reading.of.dueAt !== null) reading.day('dueAt');
	lintChains(reading, demo);
	lintWindows(reading);
	lintStatistic(reading);
	const tolerance = reading.object('tolerance');
	tolerance?.number('relative', NOT_NEGATIVE);
	tolerance?.number('absolute', NOT_NEGATIVE);
	const gates = reading.object('gates');
	gates?.number('minCoverage', SHARE);
	gates?.number('minSamples', COUNT);
}

function lintChains(reading: Fields, demo: boolean): void {
	const chains = reading.list('chains');
	if (chains?.length === 0)
		reading.fault('chains', 'must name at least one chain: a reading has a scope');
	chains?.forEach((id, index) => {
		const chain = typeof id === 'number' ? findChain(id) : undefined;
		const place = `chains[${index}]`;
		if (!chain)
			reading.fault(
				place,
				`${show(id)} is not in the chain list: ${CHAINS.map((each) => each.id).join(', ')}`
			);
		else if (chain.demo !== demo)
			reading.fault(
				place,
				demo
					? `${chain.name} is no demo chain, and this is an article of the demo`
					: `${chain.name} is a demo chain, and this is no article of the demo`
			);
		else if (chains.indexOf(id) !== index) reading.fault(place, `${show(id)} is named twice`);
	});
}

function lintWindows(reading: Fields): void {
	lintWindow(reading.object('window'));
	const statistic = reading.of.statistic;
	const compares = STATISTICS.some((each) => each === statistic && isComparing(each));
	if (compares) lintWindow(reading.object('baseWindow'));
	else if (reading.of.baseWindow !== null)
		reading.fault(
			'baseWindow',
			'must be null: only a statistic that compares two windows has an earlier one'
		);
}

function lintWindow(window: Fields | undefined): void {
	if (!window) return;
	const kind = window.oneOf('kind', WINDOWS);
	if (kind === 'rolling') window.number('days', COUNT);
	const from = kind === 'since' || kind === 'closed' ? window.day('from') : undefined;
	const to = kind === 'closed' ? window.day('to') : undefined;
	if (from !== undefined && to !== undefined && from >= to)
		window.fault('to', `must be after from, which is ${from}; is ${to}`);
}

function lintStatistic(reading: Fields): void {
	const form = reading.oneOf('form', FORMS);
	const combiner = reading.oneOf('combiner', COMBINERS);
	if (form && combiner && (form === 'rank') !== (combiner === 'rank'))
		reading.fault(
			'combiner',
			`the form "rank", and only it, is combined by "rank"; form is "${form}"`
		);
	const metricId = reading.oneOf('metric', METRIC_IDS);
	const statistic = reading.oneOf('statistic', STATISTICS);
	if (form && statistic && (form === 'change') !== isComparing(statistic))
		reading.fault(
			'statistic',
			`the form "change", and only it, has a statistic that compares two windows`
		);
	lintPeakWindow(reading, statistic);
	const claimed = reading.object('claimed');
	const unit = claimed && lintQuantity(claimed);
	if (metricId === undefined || statistic === undefined) return;
	const metric = METRICS[metricId];
	if (!metric.statistics.includes(statistic))
		reading.fault(
			'statistic',
			`${metricId} has no "${statistic}"; it has ${metric.statistics.join(', ')}`
		);
	if (claimed && unit)
		lintComparable(claimed, unit, metric, {
			statistic,
			peakWindow: reading.of.peakWindow,
			rank: form === 'rank'
		});
}

function lintPeakWindow(reading: Fields, statistic: string | undefined): void {
	if (statistic === 'max') reading.oneOf('peakWindow', PEAK_WINDOWS);
	else if (reading.of.peakWindow !== null)
		reading.fault('peakWindow', 'must be null: only the statistic "max" has a peak window');
}

function words<Word extends string>(all: Record<Word, true>): Word[] {
	return Object.keys(all) as Word[];
}
