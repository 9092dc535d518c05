import { predecessorReach } from '#lib/domain/block-intervals.ts';
import type { BlockRange, FactKind } from '#lib/domain/block-range.ts';
import type { Chain } from '#lib/domain/chains.ts';
import { observedWindows } from '#lib/domain/coverage.ts';
import { FAMILIES } from '#lib/domain/families.ts';
import { bucketStart, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import type { StoredBlock } from '#lib/server/store/ports/blocks.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';
import type { CountedUserOps, InputsOf, MeasureInputs } from './inputs.ts';
import { withBaseFeeHistory } from './load-history.ts';
import { refuseWithoutBlocks, refuseWithoutRollups } from './past-retention.ts';
import { feeClassOf, HISTOGRAM, OF_GAS_LIMITS, PEAK_SIZES, quantityOf } from './rows-of-metric.ts';
import { loadTokenPrices } from './token-prices.ts';
import { withGasLimits } from './with-gas-limits.ts';

/** What is asked of blocks. */
interface BlocksOf extends Omit<InputsOf, 'chain'> {
	/** Facts that must be there: what is covered by them counts. */
	readonly kind: FactKind | 'user_op';
	/** Read single blocks alone. */
	readonly minutes: boolean;
}

/**
 * What a metric of blocks, of their fees or of their user operations is computed from. Throws InvalidRequestError as
 * `loadInputs` does.
 */
export async function loadBlocks(
	reader: SnapshotReader,
	empty: MeasureInputs,
	{ kind, metric, peakWindow, inDollars, minutes }: BlocksOf
): Promise<MeasureInputs> {
	const { chain, window } = empty;
	await refuseWithoutRollups(reader, chain, window);
	const prices = inDollars ? await loadTokenPrices(reader, chain, window) : null;
	const isOfLimits = OF_GAS_LIMITS.includes(metric);
	const isOfUserOps = kind === 'user_op';
	const stored = isOfUserOps
		? await reader.getUserOpRanges(chain.id)
		: await reader.getCovered(chain.id, kind);
	const covered = isOfLimits ? await withGasLimits(reader, chain, stored) : stored;
	const full = minutes ? null : fullHours(window);
	const edges = edgesAround(window, full);
	await refuseWithoutBlocks(reader, chain, window, edges, minutes);
	const edgeBlocks: StoredBlock[] = [];
	const edgeParents: StoredBlock[] = [];
	for (const edge of edges) {
		const all = await reader.getBlocks(chain.id, edge);
		const blocks = isOfUserOps ? all.filter(({ number }) => isWithin(number, stored)) : all;
		edgeBlocks.push(...blocks);
		if (metric === 'block.interval' && blocks[0])
			edgeParents.push(...(await parentsOf(reader, chain, blocks[0])));
	}
	const observed = observedWindows(covered, window, chain.family);
	const fullnessHours = isOfLimits ? [] : null;
	const userOps = isOfUserOps ? await loadUserOps(reader, chain, edgeBlocks, full) : null;
	const ofEdges = { ...empty, observed, fullnessHours, prices, userOps, edgeBlocks, edgeParents };
	if (!full) return ofEdges;
	const feeClass = feeClassOf(metric);
	const histogram = feeClass ?? HISTOGRAM[metric];
	const quantity = quantityOf(metric);
	const peakSize = peakWindow && PEAK_SIZES[peakWindow];
	const loaded = {
		...ofEdges,
		// Those of all stored blocks: of user operations, some may not be counted.
		hours: isOfUserOps ? [] : await reader.getBlockHours(chain.id, full),
		histogram: histogram ? await reader.getHistogram(chain.id, full, histogram) : [],
		peaks:
			quantity && peakSize !== null
				? await reader.getPeakHours(chain.id, full, quantity, peakSize)
				: [],
		feeHours: feeClass ? await reader.getFeeHours(chain.id, full, feeClass) : [],
		fullnessHours: isOfLimits ? await reader.getFullnessHours(chain.id, full) : null
	};
	return metric === 'fee.base' ? withBaseFeeHistory(reader, loaded) : loaded;
}

function isWithin(number: number, ranges: readonly BlockRange[]): boolean {
	return ranges.some(({ from, to }) => number >= from && number <= to);
}

async function loadUserOps(
	reader: SnapshotReader,
	chain: Chain,
	edgeBlocks: readonly StoredBlock[],
	full: TimeWindow | null
): Promise<CountedUserOps> {
	const [first, last] = [edgeBlocks[0], edgeBlocks.at(-1)];
	const range = first && last && { from: first.number, to: last.number };
	const extras = range ? await reader.getUserOps(chain.id, range) : [];
	const ofEdges = new Set(edgeBlocks.map(({ number }) => number));
	return {
		hours: full ? await reader.getUserOpHours(chain.id, full) : [],
		extras: new Map(
			extras
				.filter(({ blockNumber }) => ofEdges.has(blockNumber))
				.map(({ blockNumber, extra }) => [blockNumber, extra])
		)
	};
}

/** The part of a window that is made of full UTC hours, or null. */
function fullHours(window: TimeWindow): TimeWindow | null {
	const from = bucketStart(window.from + HOUR - 1, HOUR);
	const to = bucketStart(window.to, HOUR);
	return from < to ? { from, to } : null;
}

function edgesAround(window: TimeWindow, full: TimeWindow | null): TimeWindow[] {
	if (!full) return [window];
	const edges: TimeWindow[] = [];
	if (window.from < full.from) edges.push({ from: window.from, to: full.from });
	if (full.to < window.to) edges.push({ from: full.to, to: window.to });
	return edges;
}

/** Blocks before `first` that its interval may depend on: one, or more where empty blocks are fictive. */
async function parentsOf(
	reader: SnapshotReader,
	chain: Chain,
	first: StoredBlock
): Promise<StoredBlock[]> {
	const reach = predecessorReach(FAMILIES[chain.family].emptyBlocksAreFictive);
	const parents: StoredBlock[] = [];
	for (let number = first.number - 1; number >= 0 && parents.length < reach; number--) {
		const parent = await reader.findBlock(chain.id, number);
		if (!parent) break;
		parents.unshift(parent);
		if (parent.txCount > 0) break;
	}
	return parents;
}
