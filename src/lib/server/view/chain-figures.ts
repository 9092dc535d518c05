import type { ChainFigure } from '#lib/domain/chain-view.ts';
import type { Chain } from '#lib/domain/chains.ts';
import type { PeakWindow, Statistic } from '#lib/domain/metrics/metric.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { iso, type TimeWindow } from '#lib/domain/time.ts';
import { comparable, type Unit, type UnixSeconds } from '#lib/domain/units.ts';
import { inUnit } from '../measure/in-unit.ts';
import { measure, unitOf } from '../measure/measure.ts';
import { InvalidRequestError } from '../measure/request.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { measurementJson } from './measurement-json.ts';

/** Which figure of a chain is asked for. */
export interface FigureQuestion {
	readonly metric: MetricId;
	readonly statistic: Statistic;
	readonly peakWindow?: PeakWindow;
	readonly unit: Unit;
}

/** Measure a figure of a chain over a window; what cannot be asked so has no value, and the reason. */
export async function chainFigure(
	reader: StoreReader,
	chain: Chain,
	{ metric, statistic, peakWindow = undefined, unit }: FigureQuestion,
	window: TimeWindow,
	now: UnixSeconds
): Promise<ChainFigure> {
	const peak = peakWindow ?? null;
	const inDollars = !comparable(unitOf({ metric, statistic, peakWindow: peak }), unit);
	const query = new URLSearchParams({
		...{ metric, statistic, unit, from: iso(window.from), to: iso(window.to) },
		...(peak !== null && { peak_window: peak })
	});
	const asked = { chain, metric, statistic, peakWindow: peak, window, inDollars } as const;
	return {
		title: METRICS[metric].title,
		measurement: await measured(reader, asked, unit, now),
		href: `/api/v1/chains/${chain.id}/measure?${query.toString().replaceAll('%3A', ':')}`
	};
}

async function measured(
	reader: StoreReader,
	asked: Omit<Parameters<typeof measure>[1], 'baseWindow' | 'zeroFees'>,
	unit: Unit,
	now: UnixSeconds
): Promise<ChainFigure['measurement']> {
	try {
		const request = { ...asked, baseWindow: null, zeroFees: 'included' } as const;
		const json = measurementJson(inUnit(await measure(reader, request, now), unit));
		const { metric, statistic, peak_window, value, n, sample_unit, coverage } = json;
		const { price_coverage, verifiable, peak_at, halted, reason } = json;
		return {
			...{ metric, statistic, peak_window, value, unit: json.unit, n, sample_unit, coverage },
			...{ price_coverage, verifiable, peak_at, halted, reason }
		};
	} catch (error) {
		if (!(error instanceof InvalidRequestError)) throw error;
		return {
			...{ metric: asked.metric, statistic: asked.statistic, peak_window: asked.peakWindow, unit },
			...{ value: null, n: 0, sample_unit: 'none', coverage: 0, price_coverage: null },
			...{ verifiable: 'full', peak_at: null, halted: null, reason: error.message }
		};
	}
}

/** Whether fees of a chain can be stated in dollars: whether a price of its gas token was ever read. */
export async function isPriced(reader: StoreReader, { priceFeed }: Chain): Promise<boolean> {
	if (priceFeed === null) return false;
	return ((await reader.findPriceCheck(priceFeed))?.knownTo ?? null) !== null;
}
