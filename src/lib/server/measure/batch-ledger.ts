import type { Chain } from '#lib/domain/chains.ts';
import { observedWindows } from '#lib/domain/coverage.ts';
import { FAMILIES, type ChainFamily } from '#lib/domain/families.ts';
import { METRICS, type MetricId } from '#lib/domain/metrics/registry.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';

/** Why a metric that is read from batches can never have a value on a chain; null where it can, and of other metrics. */
export function whyNeverByBatch({ name, family }: Chain, metric: MetricId): string | null {
	if (METRICS[metric].facts !== 'batch') return null;
	const { tellsBatches, l1Uncounted }: ChainFamily = FAMILIES[family];
	if (metric === 'throughput.l1_tx')
		return l1Uncounted && `transactions sent on L1 are ${l1Uncounted}`;
	return tellsBatches ? null : `no node of ${name} tells of batches`;
}

/** The parts of a window whose batches are all known; and why none may be, where an endpoint’s lack is the cause. */
export async function loadBatchLedger(
	reader: SnapshotReader,
	{ id, family }: Chain,
	window: TimeWindow
): Promise<{ readonly observed: TimeWindow[]; readonly whyNone: string | null }> {
	const gaps = await reader.getGaps({ chainId: id, kind: 'batch' });
	return {
		observed: observedWindows(await reader.getCovered(id, 'batch'), window, family),
		whyNone: gaps.find(({ reason }) => reason === 'method_missing')?.detail ?? null
	};
}
