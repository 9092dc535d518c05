import type { ChainFigure } from '#lib/domain/chain-view.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { viewWindow, type ChartView } from '#lib/charts/chart-view.ts';
import { reasonWords } from '#lib/charts/measure-words.ts';
import { FAMILIES, type ChainFamily } from '#lib/domain/families.ts';
import type { Statistic } from '#lib/domain/metrics/metric.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { formatMinute } from '#lib/domain/format/time.ts';
import { bucketStart, DAY, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds, type Unit, type UnixSeconds } from '#lib/domain/units.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import { findZkChain } from '#lib/domain/zk-chains.ts';
import { InvalidRequestError } from '../measure/request.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { chainFigure, isPriced, type FigureQuestion } from './chain-figures.ts';
import { getSeries } from './series.ts';

/** How far back a chain's page looks where nothing else is asked for. */
const USUAL_SECONDS = 30 * DAY;

/** What a chain's page shows of one matter: figures, a series of one of them, and what cannot be had. */
export interface ChainTheme {
	readonly id: 'throughput' | 'fee' | 'interval' | 'finality';
	readonly title: string;
	readonly figures: readonly ChainFigure[];
	readonly series: SeriesJson | null;
	/** What the figures do not say, why there is no chart, or what such a chain cannot have. */
	readonly notes: readonly string[];
}

interface Asked {
	readonly id: ChainTheme['id'];
	readonly title: string;
	readonly questions: readonly FigureQuestion[];
	/** The one that is drawn over time. */
	readonly drawn: { readonly metric: MetricId; readonly statistic: Statistic; readonly unit: Unit };
	readonly notes: readonly string[];
}

/** Times that a chain's blocks are known of, from the first to the last, as far as sums are kept; null of none. */
export async function dataSpan(reader: StoreReader, { id }: Chain): Promise<TimeWindow | null> {
	const covered = await reader.getCovered(id, 'block');
	const [first, last] = [covered[0], covered.at(-1)];
	if (!first || !last) return null;
	const span = { from: first.fromTime, to: last.toTime };
	const dropped = (await reader.getDropped(id, 'rollup', span)).at(-1);
	if (!dropped) return span;
	return { ...span, from: unixSeconds(Math.min(span.to, bucketStart(dropped.to + DAY - 1, DAY))) };
}

/** The full hours that a view shows of data: what figures are taken over. Null where none is full yet. */
export function figureWindow(view: ChartView, data: TimeWindow): TimeWindow | null {
	const shown = viewWindow(view, data, { usual: USUAL_SECONDS, leastBucket: HOUR });
	if (!shown) return null;
	const from = bucketStart(shown.from, HOUR);
	const to = bucketStart(Math.min(shown.to, data.to), HOUR);
	return from < to ? { from, to } : null;
}

/** What is shown of a chain over the full hours of a view, and its charts. */
export async function getChainThemes(
	reader: StoreReader,
	chain: Chain,
	{ view, data, window }: { view: ChartView; data: TimeWindow; window: TimeWindow },
	now: UnixSeconds
): Promise<ChainTheme[]> {
	const themes: ChainTheme[] = [];
	for (const { id, title, questions, drawn, notes } of askedOf(
		chain,
		await isPriced(reader, chain)
	)) {
		const figures: ChainFigure[] = [];
		for (const question of questions)
			figures.push(await chainFigure(reader, chain, question, window, now));
		const { series, note } =
			questions.length > 0
				? await seriesOf(reader, chain, drawn, { view, data })
				: { series: null, note: null };
		themes.push({ id, title, figures, series, notes: note === null ? notes : [...notes, note] });
	}
	return themes;
}

function askedOf(chain: Chain, priced: boolean): Asked[] {
	const family: ChainFamily = FAMILIES[chain.family];
	const rate = { metric: 'throughput.user_tx', statistic: 'mean', unit: 'tx/s' } as const;
	const fee = { metric: 'fee.native_transfer', statistic: 'p50' } as const;
	const stages = ['finality.commit', 'finality.prove', 'finality.execute'] as const;
	const hasBatches = family.tellsBatches || findZkChain(chain.id) !== undefined;
	return [
		{
			id: 'throughput',
			title: 'Throughput',
			questions: [
				{ metric: 'throughput.user_ops', statistic: 'mean', unit: 'op/s' },
				rate,
				{ ...rate, statistic: 'max', peakWindow: '1h' },
				...(family.l1Uncounted === null
					? [{ metric: 'throughput.l1_tx', statistic: 'mean', unit: 'tx/s' } as const]
					: []),
				{ metric: 'throughput.tx', statistic: 'mean', unit: 'tx/s' },
				{ metric: 'throughput.gas', statistic: 'mean', unit: 'gas/s' }
			],
			drawn: rate,
			notes: [
				family.systemTransactionTypes.length === 0
					? 'A chain of this family writes no transactions of its own: all count as users’.'
					: 'All transactions are those of users, those sent on L1, and the chain’s own.',
				family.l1Uncounted === null
					? 'Those sent on L1 are told by the batch, once it is executed: the newest hours are not covered yet.'
					: `Transactions sent on L1 are ${family.l1Uncounted}.`
			]
		},
		{
			id: 'fee',
			title: 'Fees',
			questions: [
				...(priced ? [{ ...fee, unit: 'USD/tx' } as const] : []),
				{ ...fee, unit: 'gwei/tx' },
				{ metric: 'fee.erc20_transfer', statistic: 'p50', unit: priced ? 'USD/tx' : 'gwei/tx' },
				{ metric: 'fee.base', statistic: 'p50', unit: 'wei/gas' }
			],
			drawn: { ...fee, unit: priced ? 'USD/tx' : 'gwei/tx' },
			notes: [
				`A user of this chain pays ${family.fee}, in ${chain.gasToken}.`,
				...(priced
					? []
					: [
							chain.priceFeed === null
								? `No oracle that is read states the price of ${chain.gasToken}: fees cannot be given in dollars.`
								: `No price of ${chain.gasToken} has been read yet: fees are not given in dollars.`
						])
			]
		},
		{
			id: 'interval',
			title: 'Block interval',
			questions: [
				{ metric: 'block.interval', statistic: 'p50', unit: 's' },
				{ metric: 'block.interval', statistic: 'p95', unit: 's' },
				{ metric: 'block.interval', statistic: 'mean', unit: 's' }
			],
			drawn: { metric: 'block.interval', statistic: 'p50', unit: 's' },
			notes: family.timestampsStrictlyIncrease
				? []
				: [
						'Several blocks of this chain may share a second: an interval of 0 s is one below a second.'
					]
		},
		{
			id: 'finality',
			title: 'Finality',
			questions: hasBatches
				? stages.map((metric) => ({ metric, statistic: 'p50', unit: 's' }) as const)
				: [],
			drawn: { metric: 'finality.execute', statistic: 'p50', unit: 's' },
			notes: [
				`On chains of this family a node’s “finalized” means: ${family.finality}.`,
				...(hasBatches
					? []
					: [
							'Chains of this family tell of no batches that are committed, proven and executed, so those three times cannot be measured here.'
						])
			]
		}
	];
}

async function seriesOf(
	reader: StoreReader,
	chain: Chain,
	{ metric, statistic, unit }: Asked['drawn'],
	{ view, data }: { view: ChartView; data: TimeWindow }
): Promise<{ series: SeriesJson | null; note: string | null }> {
	const leastBucket = METRICS[metric].hourly || METRICS[metric].facts === 'batch' ? HOUR : 0;
	const shown = viewWindow(view, data, { usual: USUAL_SECONDS, leastBucket });
	if (!shown) return { series: null, note: null };
	const { from, to, bucketSeconds } = shown;
	try {
		const series = await getSeries(reader, {
			...{ chainId: chain.id, metric, statistic, peakWindow: null, unit, from, to },
			resolution: bucketSeconds === DAY ? '1d' : bucketSeconds === HOUR ? '1h' : '1m'
		});
		if (series.points.some(({ value }) => value !== null)) return { series, note: null };
		const reason = series.points.find((point) => point.reason !== null)?.reason ?? 'no value';
		const note = `There is no chart of the ${METRICS[metric].title.toLowerCase()} from ${formatMinute(from)} to ${formatMinute(to)}: ${reasonWords(reason)}.`;
		return { series: null, note };
	} catch (error) {
		if (!(error instanceof InvalidRequestError)) throw error;
		return { series: null, note: `There is no chart: ${error.message}.` };
	}
}
