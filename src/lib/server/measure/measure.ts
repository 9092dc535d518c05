import type { Measurement } from '#lib/domain/measurement.ts';
import { RULE_VERSION } from '#lib/domain/judge/rule-version.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { PEAK_WINDOW_SECONDS } from '#lib/domain/metrics/metric.ts';
import { relativeFall } from '#lib/domain/statistics/change.ts';
import { medianOfDailyMedians } from '#lib/domain/statistics/median-of-daily-medians.ts';
import type { Unit, UnixSeconds } from '#lib/domain/units.ts';
import { CODE_VERSION } from '#lib/server/code-version.ts';
import type { StoreReader } from '#lib/server/store/ports.ts';
import { dailyMedians } from './distribution.ts';
import { coverageOf, evaluate, noValue, type Evaluated } from './evaluate.ts';
import { inputHash, sha256Of } from './identity.ts';
import { loadInputs, type MeasureInputs } from './inputs.ts';
import { checkRequest, InvalidRequestError, type MeasureRequest } from './request.ts';

/** Which frozen reading a measurement is made for; it becomes part of its identity. */
export interface MeasuredFor {
	readonly readingId: string;
	readonly version: number;
}

/**
 * Measure a metric over a window of collected facts. Throws InvalidRequestError when it cannot be
 * asked that way; where the facts are missing the value is null and `reason` says why.
 */
export async function measure(
	reader: StoreReader,
	request: MeasureRequest,
	now: UnixSeconds,
	measuredFor: MeasuredFor | null = null
): Promise<Measurement> {
	checkRequest(request);
	const { chain, metric, window, baseWindow } = request;
	await refuseShortPeakWindow(reader, request);
	const inputs = await loadInputs(reader, chain, metric, window);
	const base = baseWindow ? await loadInputs(reader, chain, metric, baseWindow) : null;
	const evaluated = base ? evaluateChange(base, inputs, request) : evaluate(inputs, request);
	const sources = base ? [base, inputs] : [inputs];
	const inputSha256 = inputHash(sources);
	const blocks = blockSpan(sources);
	const { n, sampleUnit, value, interval, peakAt, reason } = evaluated;
	return {
		id: measuredFor && identity(request, measuredFor, inputSha256, value),
		chainId: chain.id,
		metric,
		statistic: request.statistic,
		peakWindow: request.peakWindow,
		value,
		interval,
		unit: unitOf(request),
		window,
		baseWindow,
		n,
		sampleUnit,
		coverage: Math.min(...sources.map(coverageOf)),
		sampled: false,
		zeroFees: METRICS[metric].facts === 'fee' ? request.zeroFees : null,
		peakAt,
		provenance: {
			fromBlock: blocks?.from ?? null,
			toBlock: blocks?.to ?? null,
			toBlockHash: blocks && (await reader.findBlockHash(chain.id, blocks.to)),
			finality: await finalityOf(reader, chain.id, blocks?.to ?? null),
			methods: METRICS[metric].methods,
			endpoints: blocks ? await hostsOf(reader, chain.id) : [],
			ruleVersion: RULE_VERSION,
			codeVersion: CODE_VERSION,
			inputSha256,
			computedAt: now
		},
		verifiable: 'full',
		reason
	};
}

/** The unit a request is answered in: per block for the peak of a block, a ratio for a change. */
export function unitOf(request: Pick<MeasureRequest, 'metric' | 'statistic' | 'peakWindow'>): Unit {
	if (request.statistic === 'change') return '1';
	const { unit } = METRICS[request.metric];
	if (request.peakWindow !== 'block') return unit;
	return unit === 'gas/s' ? 'gas/block' : unit === 'op/s' ? 'op/block' : 'tx/block';
}

/** A peak window shorter than five median block intervals shows single blocks, not a rate. */
async function refuseShortPeakWindow(reader: StoreReader, request: MeasureRequest): Promise<void> {
	const { chain, window, peakWindow } = request;
	if (peakWindow === null || peakWindow === 'block') return;
	const intervals = evaluate(await loadInputs(reader, chain, 'block.interval', window), {
		metric: 'block.interval',
		statistic: 'p50',
		peakWindow: null,
		zeroFees: 'included'
	});
	if (intervals.value === null || PEAK_WINDOW_SECONDS[peakWindow] >= 5 * intervals.value) return;
	throw new InvalidRequestError(
		'peak_window',
		`${peakWindow} is shorter than five median block intervals of ${chain.name} (${intervals.value} s): ask for a longer peak window`
	);
}

/** The fall from the base window's median of daily medians to the window's. */
function evaluateChange(
	base: MeasureInputs,
	inputs: MeasureInputs,
	request: MeasureRequest
): Evaluated {
	// Two intervals at 97.5 % each hold together at 95 % (Bonferroni).
	const before = medianOfDailyMedians(dailyMedians(base, request), 0.975);
	const after = medianOfDailyMedians(dailyMedians(inputs, request), 0.975);
	if (!before || !after)
		return noValue(`no day of the ${before ? 'later' : 'earlier'} window is collected`, 'day');
	const fall = relativeFall(before, after);
	if (!fall) return noValue('the earlier median is 0, so there is no share to fall by', 'day');
	const n = Math.min(before.n, after.n);
	return { ...fall, n, sampleUnit: 'day', peakAt: null, reason: null };
}

function identity(
	request: MeasureRequest,
	measuredFor: MeasuredFor,
	inputSha256: string,
	value: number | null
): string {
	const { chain, metric, statistic, peakWindow, window, baseWindow, zeroFees } = request;
	return sha256Of({
		...measuredFor,
		chain: chain.id,
		metric,
		statistic,
		peakWindow,
		window,
		baseWindow,
		zeroFees,
		inputSha256,
		value
	});
}

function blockSpan(sources: readonly MeasureInputs[]): { from: number; to: number } | null {
	const firsts: number[] = [];
	const lasts: number[] = [];
	for (const { hours, edgeBlocks } of sources) {
		firsts.push(...hours.map((hour) => hour.firstBlock), ...edgeBlocks.map((each) => each.number));
		lasts.push(...hours.map((hour) => hour.lastBlock), ...edgeBlocks.map((each) => each.number));
	}
	if (firsts.length === 0) return null;
	const lowest = (a: number, b: number) => Math.min(a, b);
	const highest = (a: number, b: number) => Math.max(a, b);
	return { from: firsts.reduce(lowest), to: lasts.reduce(highest) };
}

async function finalityOf(
	reader: StoreReader,
	chainId: number,
	toBlock: number | null
): Promise<'finalized' | 'latest' | 'unknown'> {
	const head = await reader.findHead(chainId);
	if (toBlock === null || !head?.finalized) return 'unknown';
	return toBlock <= head.finalized.number ? 'finalized' : 'latest';
}

async function hostsOf(reader: StoreReader, chainId: number): Promise<string[]> {
	const endpoints = await reader.getEndpoints();
	return endpoints.filter((each) => each.chainId === chainId && each.ok).map((each) => each.host);
}
