import type { Chain } from '#lib/domain/chains.ts';
import { observedWindows } from '#lib/domain/coverage.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import type { SnapshotReader } from '#lib/server/store/ports/store.ts';

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
