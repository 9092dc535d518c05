import type { Measurement } from '#lib/domain/measurement.ts';
import { RULE_VERSION } from '#lib/domain/judge/rule-version.ts';
import { isComparing } from '#lib/domain/metrics/metric.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { ZKSYNC_ECOSYSTEM } from '#lib/domain/ecosystem.ts';
import { isObserved, OBSERVED_METRICS } from '#lib/domain/observations.ts';
import type { Unit, UnixSeconds } from '#lib/domain/units.ts';
import { L1_CHAIN_ID } from '#lib/domain/zk-chains.ts';
import { CODE_VERSION } from '#lib/server/code-version.ts';
import type { HeadStall } from '#lib/server/store/ports/heads.ts';
import type { SnapshotReader, StoreReader } from '#lib/server/store/ports/store.ts';
import { evaluateComparison } from './comparison.ts';
import { disagree } from './disagreement.ts';

import { coverageOf, evaluate } from './evaluate.ts';
import { blocksShowing } from './fork-figures.ts';
import { inputHash, sha256Of } from './identity.ts';
import { priceCoverageOf } from './in-dollars.ts';
import type { MeasureInputs } from './inputs.ts';
import { sealedWithin } from './l1-transactions.ts';
import { loadInputs } from './load-inputs.ts';
import { refuseShortPeakWindow } from './peak-window.ts';
import { checkRequest, type MeasureRequest } from './request.ts';

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
	// Ledger and rollups must be of one moment: a block stored between would be counted in seconds not covered.
	return reader.snapshot((still) => measureStill(still, request, now, measuredFor));
}

async function measureStill(
	reader: SnapshotReader,
	request: MeasureRequest,
	now: UnixSeconds,
	measuredFor: MeasuredFor | null
): Promise<Measurement> {
	const { chain, metric, window, baseWindow } = request;
	await refuseShortPeakWindow(reader, chain, request.peakWindow, window);
	const inputs = await loadInputs(reader, request, window);
	const base = baseWindow ? await loadInputs(reader, request, baseWindow) : null;
	const evaluated = base ? evaluateComparison(base, inputs, request) : evaluate(inputs, request);
	const sources = base ? [base, inputs] : [inputs];
	const inputSha256 = inputHash(sources, request.statistic);
	const blocks = blockSpan(sources);
	const feedChain = inputs.prices?.hours.length ? inputs.prices.feedChain : null;
	const endpointsDisagree = disagree(await reader.getCheckHours(chain.id, window));
	const halted = stoodStill(await reader.getHeadStalls(chain.id, window));
	const finality = await finalityOf(reader, request, blocks?.to ?? null);
	const { n, sampleUnit, value, interval, peakAt, reason } = evaluated;
	// What may still change has no identity: one kept under it would never become final.
	const lasts = measuredFor && finality === 'finalized';
	return {
		id: lasts
			? identity(request, measuredFor, { inputSha256, value, endpointsDisagree, halted })
			: null,
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
		priceCoverage: request.inDollars
			? Math.min(...sources.map((each) => priceCoverageOf(each) ?? 0))
			: null,
		endpointsDisagree,
		halted,
		sampled: false,
		zeroFees: METRICS[metric].facts === 'fee' ? request.zeroFees : null,
		peakAt,
		...(evaluated.rise ? { rise: evaluated.rise } : {}),
		provenance: {
			fromBlock: blocks?.from ?? null,
			toBlock: blocks?.to ?? null,
			toBlockHash: blocks && (blocks.toHash ?? (await reader.findBlockHash(chain.id, blocks.to))),
			finality,
			methods: [
				...new Set([
					...METRICS[metric].methods,
					...(sources.some(({ spans }) => spans.length > 0) ? ['eth_feeHistory'] : []),
					...(feedChain === null ? [] : ['eth_call'])
				])
			],
			endpoints:
				blocks || feedChain !== null
					? await hostsOf(reader, [chain.id, feedChain, l1ChainOf(sources)])
					: [
							...new Set(
								sources.flatMap(({ observations }) => observations.map(({ host }) => host))
							)
						],
			ruleVersion: RULE_VERSION,
			codeVersion: CODE_VERSION,
			inputSha256,
			computedAt: now
		},
		verifiable: verifiabilityOf(metric, sources),
		reason
	};
}

/** The unit a request is answered in: per block for the peak of a block, a ratio for a change, dollars where asked. */
export function unitOf(
	request: Pick<MeasureRequest, 'metric' | 'statistic' | 'peakWindow' | 'inDollars'>
): Unit {
	if (isComparing(request.statistic) || request.statistic === 'max_rise') return '1';
	if (request.inDollars) return 'USD/tx';
	const { unit } = METRICS[request.metric];
	if (request.peakWindow !== 'block') return unit;
	return unit === 'gas/s' ? 'gas/block' : unit === 'op/s' ? 'op/block' : 'tx/block';
}

function identity(
	request: MeasureRequest,
	measuredFor: MeasuredFor,
	found: Pick<Measurement, 'value' | 'endpointsDisagree' | 'halted'> & {
		readonly inputSha256: string;
	}
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
		...found
	});
}

/** A head that one endpoint alone saw standing still may have moved elsewhere: the state is unknown. */
function stoodStill(stalls: readonly HeadStall[]): boolean | null {
	if (stalls.some(({ endpoints }) => endpoints >= 2)) return true;
	return stalls.length > 0 ? null : false;
}

/** The first and the last block, with the last one’s hash where it came with a fee history or a fork. */
function blockSpan(
	sources: readonly MeasureInputs[]
): { from: number; to: number; toHash: string | null } | null {
	const firsts: number[] = [];
	const lasts: number[] = [];
	const hashes = new Map<number, string>();
	for (const source of sources) {
		const { hours: ofBlocks, userOps, edgeBlocks, stageTimes, settled, spans, events } = source;
		const hours = userOps?.hours ?? ofBlocks;
		firsts.push(...hours.map((hour) => hour.firstBlock), ...edgeBlocks.map((each) => each.number));
		firsts.push(...stageTimes.map(({ blocks }) => blocks.from));
		lasts.push(...hours.map((hour) => hour.lastBlock), ...edgeBlocks.map((each) => each.number));
		lasts.push(...stageTimes.map(({ blocks }) => blocks.to));
		const ofL1 = sealedWithin(source.l1Transactions, source.window);
		firsts.push(...ofL1.map(({ blocks }) => blocks.from));
		lasts.push(...ofL1.map(({ blocks }) => blocks.to));
		firsts.push(...(settled?.batches ?? []).map(({ blocks }) => blocks.from));
		lasts.push(...(settled?.batches ?? []).map(({ blocks }) => blocks.to));
		for (const { range, toHash } of [...spans, ...events.map(blocksShowing)]) {
			if (!range) continue;
			firsts.push(range.from);
			lasts.push(range.to);
			hashes.set(range.to, toHash);
		}
	}
	if (firsts.length === 0) return null;
	const lowest = (a: number, b: number) => Math.min(a, b);
	const highest = (a: number, b: number) => Math.max(a, b);
	const to = lasts.reduce(highest);
	return { from: firsts.reduce(lowest), to, toHash: hashes.get(to) ?? null };
}

/** What L1’s headers say anybody can check; what the operator’s clock says, nobody. */
function verifiabilityOf(
	metric: MeasureRequest['metric'],
	sources: readonly MeasureInputs[]
): Measurement['verifiable'] {
	if (sources.some(({ stageClock }) => stageClock !== null))
		return sources.every(({ stageClock }) => stageClock === 'l1') ? 'full' : 'self_reported';
	return METRICS[metric].verifiable ?? 'full';
}

/** The chain that the batches’ steps were read from; null where none were. */
function l1ChainOf(sources: readonly MeasureInputs[]): number | null {
	const isRead = sources.some(
		({ stageClock, settled }) => stageClock === 'l1' || (settled?.batches.length ?? 0) > 0
	);
	return isRead ? L1_CHAIN_ID : null;
}

/** By the last block that was found; where there is none, by time: is all of the window finalized? */
async function finalityOf(
	reader: SnapshotReader,
	{ chain, metric, window }: MeasureRequest,
	toBlock: number | null
): Promise<'finalized' | 'latest' | 'unknown'> {
	const answering =
		isObserved(metric) && OBSERVED_METRICS[metric].on === 'ethereum'
			? ZKSYNC_ECOSYSTEM.chainId
			: chain.id;
	const finalized = (await reader.findHead(answering))?.finalized;
	if (!finalized) return 'unknown';
	const isFinal = toBlock === null ? window.to <= finalized.timestamp : toBlock <= finalized.number;
	return isFinal ? 'finalized' : 'latest';
}

async function hostsOf(
	reader: SnapshotReader,
	chains: readonly (number | null)[]
): Promise<string[]> {
	const endpoints = await reader.getEndpoints();
	const answering = endpoints.filter(({ chainId, ok }) => ok && chains.includes(chainId));
	return [...new Set(answering.map(({ host }) => host))];
}
