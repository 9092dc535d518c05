import type { Chain } from '#lib/domain/chains.ts';
import type { CoveredRange } from '#lib/domain/block-range.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import { bucketStart, HOUR, type TimeWindow } from '#lib/domain/time.ts';
import type {
	BlockHour,
	FeeHour,
	HistogramClass,
	HistogramRow,
	PeakHour,
	PeakQuantity,
	StoreReader,
	StoredBlock
} from '#lib/server/store/ports.ts';

/**
 * Everything a metric's value over a window is computed from: hourly rollups for its full hours,
 * and single blocks for what is left at its edges. All rows ascend in time.
 */
export interface MeasureInputs {
	readonly chain: Chain;
	readonly window: TimeWindow;
	readonly covered: readonly CoveredRange[];
	readonly hours: readonly BlockHour[];
	readonly histogram: readonly HistogramRow[];
	readonly peaks: { readonly 0: PeakHour[]; readonly 10: PeakHour[]; readonly 60: PeakHour[] };
	readonly feeHours: readonly FeeHour[];
	/** Blocks of the window that lie in no full hour. */
	readonly edgeBlocks: readonly StoredBlock[];
	/** The stored blocks just before each edge, for the interval of an edge's first block. */
	readonly edgeParents: readonly StoredBlock[];
}

const QUANTITY: Partial<Record<MetricId, PeakQuantity>> = {
	'throughput.tx': 'tx',
	'throughput.user_tx': 'user_tx',
	'throughput.gas': 'gas'
};
const HISTOGRAM: Partial<Record<MetricId, HistogramClass>> = {
	'block.interval': 'block_interval',
	'fee.base': 'base_fee',
	'fee.native_transfer': 'native_transfer'
};

/** The quantity that a throughput metric sums; undefined for other metrics. */
export function quantityOf(metric: MetricId): PeakQuantity | undefined {
	return QUANTITY[metric];
}

/** Read what a metric needs over a window. With `minutes`, from single blocks alone. */
export async function loadInputs(
	reader: StoreReader,
	chain: Chain,
	metric: MetricId,
	window: TimeWindow,
	minutes = false
): Promise<MeasureInputs> {
	const kind = METRICS[metric].facts;
	const empty: MeasureInputs = {
		chain,
		window,
		covered: kind === 'none' ? [] : await reader.getCovered(chain.id, kind),
		hours: [],
		histogram: [],
		peaks: { 0: [], 10: [], 60: [] },
		feeHours: [],
		edgeBlocks: [],
		edgeParents: []
	};
	if (kind === 'none') return empty;
	const full = minutes ? null : fullHours(window);
	const histogram = HISTOGRAM[metric];
	const quantity = QUANTITY[metric];
	const edges = edgesAround(window, full);
	const edgeBlocks: StoredBlock[] = [];
	const edgeParents: StoredBlock[] = [];
	for (const edge of edges) {
		const blocks = await reader.getBlocks(chain.id, edge);
		edgeBlocks.push(...blocks);
		if (metric === 'block.interval' && blocks[0])
			edgeParents.push(...(await parentsOf(reader, chain, blocks[0])));
	}
	if (!full) return { ...empty, edgeBlocks, edgeParents };
	return {
		...empty,
		edgeBlocks,
		edgeParents,
		hours: await reader.getBlockHours(chain.id, full),
		histogram: histogram ? await reader.getHistogram(chain.id, full, histogram) : [],
		peaks: quantity
			? {
					0: await reader.getPeakHours(chain.id, full, quantity, 0),
					10: await reader.getPeakHours(chain.id, full, quantity, 10),
					60: await reader.getPeakHours(chain.id, full, quantity, 60)
				}
			: empty.peaks,
		feeHours:
			metric === 'fee.native_transfer'
				? await reader.getFeeHours(chain.id, full, 'native_transfer')
				: []
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

/** Blocks before `first` that may be needed for its interval: one, or more where empty blocks are fictive. */
async function parentsOf(
	reader: StoreReader,
	chain: Chain,
	first: StoredBlock
): Promise<StoredBlock[]> {
	const parents: StoredBlock[] = [];
	for (let number = first.number - 1; number >= 0 && parents.length < 16; number--) {
		const parent = await reader.findBlock(chain.id, number);
		if (!parent) break;
		parents.unshift(parent);
		if (parent.txCount > 0) break;
	}
	return parents;
}
