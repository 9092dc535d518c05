import { FACT_KINDS } from '#lib/domain/block-range.ts';
import { FEE_CLASSES } from '#lib/domain/facts.ts';
import type { TimeWindow } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { HISTOGRAM_CLASSES, PEAK_QUANTITIES } from '#lib/server/store/ports/rollups.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';

const ALWAYS: TimeWindow = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };

/** The rollups of a chain, as the port shows them. */
export async function rollupsOf(store: StoreReader, chainId: number) {
	const peaks = [];
	for (const quantity of PEAK_QUANTITIES)
		for (const windowSeconds of [0, 10, 60] as const)
			peaks.push(...(await store.getPeakHours(chainId, ALWAYS, quantity, windowSeconds)));
	const histograms: Record<string, unknown> = {};
	for (const histogram of HISTOGRAM_CLASSES)
		histograms[histogram] = await store.getHistogram(chainId, ALWAYS, histogram);
	const fees: Record<string, unknown> = {};
	for (const feeClass of FEE_CLASSES)
		fees[feeClass] = await store.getFeeHours(chainId, ALWAYS, feeClass);
	return {
		hours: await store.getBlockHours(chainId, ALWAYS),
		userOpHours: await store.getUserOpHours(chainId, ALWAYS),
		userOpRanges: await store.getUserOpRanges(chainId),
		fullness: await store.getFullnessHours(chainId, ALWAYS),
		peaks,
		histograms,
		fees
	};
}

/** The ledger of a chain, as the port shows it. */
export async function ledgersOf(store: StoreReader, chainId: number) {
	const ledgers: Record<string, unknown> = {};
	for (const kind of FACT_KINDS)
		ledgers[kind] = {
			wanted: await store.getWanted(chainId, kind),
			covered: await store.getCovered(chainId, kind),
			gaps: await store.getGaps({ chainId, kind })
		};
	return ledgers;
}

/** All that a chain's facts can be seen by: blocks, rollups and ledgers. */
export async function stateOf(store: StoreReader, chainId: number) {
	return {
		blocks: await store.getBlocks(chainId, ALWAYS),
		userOps: await store.getUserOps(chainId, { from: 0, to: Number.MAX_SAFE_INTEGER }),
		uncounted: await store.getUncountedUserOps(chainId),
		gasLimitGaps: await store.getGasLimitGaps(chainId),
		rollups: await rollupsOf(store, chainId),
		ledgers: await ledgersOf(store, chainId)
	};
}
