import { COMPARED_METRICS, comparedStatistics, MOST_CHAINS } from '#lib/charts/compared-metrics.ts';
import { parseChartView, type ChartRange, type ChartView } from '#lib/charts/chart-view.ts';
import { CHAINS, chainById } from '#lib/domain/chains.ts';
import type { ClaimedQuantity } from '#lib/domain/claims.ts';
import { claimedFigure } from '#lib/domain/judge/region.ts';
import type { PeakWindow, Statistic } from '#lib/domain/metrics/metric.ts';
import { METRIC_IDS, METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { usualStatistic } from '#lib/domain/metrics/usual-statistic.ts';
import { bucketStart, DAY } from '#lib/domain/time.ts';
import { comparable, unixSeconds, type Unit } from '#lib/domain/units.ts';
import { unitOf } from '../measure/measure.ts';
import { checkRequest, InvalidRequestError } from '../measure/request.ts';
import { checkParameters, parseChain, parseMetricQuery } from './query.ts';

/** What a reader has chosen to compare: all of it stands in the page’s address. */
export interface CompareChoice {
	/** In the order of the chain list. */
	readonly chains: readonly number[];
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow: PeakWindow | null;
	/** Null where the distance between the values decides. */
	readonly scale: ChartView['scale'];
	readonly range: ChartRange;
	/** Slug of the claim that the values are divided by; null for the values themselves. */
	readonly claim: string | null;
}

/** A rated claim with a figure. */
export interface ClaimedFigure {
	readonly slug: string;
	readonly claimed: ClaimedQuantity;
}

/** What there is to choose from: chains of this database, those that are compared unless others are named, claims. */
export interface CompareOffer {
	readonly demo: boolean;
	readonly usualChains: readonly number[];
	readonly claims: readonly ClaimedFigure[];
}

const USUAL_METRIC: MetricId = 'throughput.user_tx';
const USUAL_RANGE: ChartRange = '30d';
/** Long enough for every chain that makes a block in twelve minutes. */
const USUAL_PEAK: PeakWindow = '1h';

const PARAMETERS = ['chains', 'metric', 'statistic', 'peak_window', 'scale', 'range', 'claim'];
/** What a form on the page sends beside its fields. */
const FORM = 'by';

/**
 * The choice of an address. What the page’s own form sends (`by=form`) may be empty, may repeat `chains`, and may carry
 * a statistic, peak window or claim of the metric before, which give way. Throws InvalidRequestError that names the
 * parameter and what it may be.
 */
export function parseCompare(asked: URLSearchParams, offer: CompareOffer): CompareChoice {
	const isForm = asked.get(FORM) === 'form';
	const query = isForm ? fitted(asked) : new URLSearchParams(asked);
	checkParameters(query, PARAMETERS);
	const chains = query.has('chains')
		? parseChains(query.get('chains') ?? '', offer.demo)
		: offer.usualChains;
	if (!query.has('metric')) query.set('metric', USUAL_METRIC);
	const { metric, statistic, peakWindow } = parseMetricQuery(query);
	if (!COMPARED_METRICS.includes(metric))
		throw new InvalidRequestError(
			'metric',
			`${metric} is not read of each chain alike, so chains cannot be compared by it; they can by ${COMPARED_METRICS.join(', ')}`
		);
	checkStatistic({ metric, statistic, peakWindow });
	const { range, scale } = parseView(query);
	const slug = query.get('claim');
	const found = slug === null ? null : claimNamed(slug, offer.claims);
	const beside = found && besideUnit({ metric, statistic, peakWindow }, found.claimed) !== null;
	if (found && !beside && !isForm)
		throw new InvalidRequestError(
			'claim',
			`the claim "${found.slug}" is in ${found.claimed.unit}, and ${metric} in ${unitOf({ metric, statistic, peakWindow })}: choose a claim of the same quantity`
		);
	return {
		chains,
		metric,
		statistic,
		peakWindow,
		scale,
		range: range ?? USUAL_RANGE,
		claim: found && beside ? found.slug : null
	};
}

/** A choice as a query string with its question mark: in one order, and without what goes without saying. */
export function compareQuery(choice: CompareChoice, usualChains: readonly number[]): string {
	const { chains, metric, statistic, peakWindow, scale, range, claim } = choice;
	const said: [string, string | null][] = [
		['chains', String(chains) === String(usualChains) ? null : String(chains)],
		['metric', metric === USUAL_METRIC ? null : metric],
		['statistic', statistic === usualStatistic(metric) ? null : statistic],
		['peak_window', peakWindow],
		['scale', scale],
		['range', range === USUAL_RANGE ? null : range],
		['claim', claim]
	];
	const parts = said.flatMap(([name, value]) =>
		// commas are allowed in a query, and an address with them can be read
		value === null ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`]
	);
	return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The unit that chains are compared in beside a figure of a claim; null where the two are different quantities. */
export function besideUnit(
	question: Pick<CompareChoice, 'metric' | 'statistic' | 'peakWindow'>,
	claimed: ClaimedQuantity
): Unit | null {
	const own = unitOf(question);
	const { unit: base, alsoIn } = METRICS[question.metric];
	if (claimedFigure(claimed) <= 0) return null;
	if (comparable(own, claimed.unit)) return own;
	return own === base && alsoIn.includes(claimed.unit) ? claimed.unit : null;
}

function parseChains(text: string, demo: boolean): number[] {
	const offered = CHAINS.filter((chain) => chain.demo === demo);
	const chains = text.split(',').map((id) => {
		const chain = parseChain(id);
		if (chain?.demo !== demo)
			throw new InvalidRequestError(
				'chains',
				`chains has "${id}", which is none of ${offered.map((each) => `${each.id} (${each.name})`).join(', ')}; write their numbers with commas between`
			);
		return chain.id;
	});
	const twice = chains.find((id, index) => chains.indexOf(id) !== index);
	if (twice !== undefined)
		throw new InvalidRequestError(
			'chains',
			`${chainById(twice).name} (${twice}) is named twice: name it once`
		);
	if (chains.length > MOST_CHAINS)
		throw new InvalidRequestError(
			'chains',
			`at most six chains can be told apart in one chart, and ${chains.length} were chosen: leave out ${chains.length - MOST_CHAINS}`
		);
	return CHAINS.filter(({ id }) => chains.includes(id)).map(({ id }) => id);
}

/** Of the whole choice only what a measurement knows: its own sentences say what does not go together. */
function checkStatistic(
	question: Pick<CompareChoice, 'metric' | 'statistic' | 'peakWindow'>
): void {
	const window = { from: bucketStart(0, DAY), to: unixSeconds(DAY) };
	const chain = chainById(1);
	checkRequest({ ...question, chain, window, baseWindow: null, zeroFees: 'included' });
}

function parseView(query: URLSearchParams): Pick<ChartView, 'range' | 'scale'> {
	try {
		return parseChartView(query);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new InvalidRequestError(
			error.message.startsWith('scale') ? 'scale' : 'range',
			error.message
		);
	}
}

function claimNamed(slug: string, claims: readonly ClaimedFigure[]): ClaimedFigure {
	const found = claims.find((each) => each.slug === slug);
	if (!found)
		throw new InvalidRequestError(
			'claim',
			`no rated claim with a figure is called "${slug}"; the scoreboard lists them`
		);
	return found;
}

/** What a form sends, as an address would say it. */
function fitted(asked: URLSearchParams): URLSearchParams {
	const query = new URLSearchParams();
	for (const name of new Set(asked.keys())) {
		const values = asked.getAll(name).filter((value) => value !== '');
		if (name === FORM) continue;
		if (name === 'chains') query.set(name, values.join(','));
		else for (const value of values) query.append(name, value);
	}
	if (!query.has('chains'))
		throw new InvalidRequestError('chains', 'no chain is chosen: choose one to six');
	const metric = METRIC_IDS.find((id) => id === (query.get('metric') ?? USUAL_METRIC));
	if (!metric) return query;
	const statistics = comparedStatistics(metric);
	const statistic = statistics.find((each) => each === query.get('statistic'));
	if (!statistic) query.delete('statistic');
	if (statistic !== 'max') query.delete('peak_window');
	else if (!query.has('peak_window')) query.set('peak_window', USUAL_PEAK);
	return query;
}
