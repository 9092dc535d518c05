import {
	countBlocks,
	intersections,
	missingRanges,
	subtractRange,
	type BlockRange
} from '#lib/domain/block-range.ts';
import type { Missing } from '../chains/chain-source.ts';
import { nextRange } from './next-range.ts';
import type { PassOptions, Progress } from './pass.ts';
import { reportMissing } from './report-missing.ts';

/** Blocks looked at for being busy at a time; empty ones cost no request. */
const BLOCKS_A_LOOK = 20_000;

/**
 * Fetch and store the newest missing fees of stored blocks, with what users asked for in them, and read again those
 * whose user operations were never counted; a block without a user's transaction has none and needs no request. What could not be had is a gap with its reason, and is not
 * asked for again in this pass. False when there is nothing left to try.
 */
export async function collectFees(options: PassOptions, progress: Progress): Promise<boolean> {
	const { chain, source, store, report } = options;
	const gaps = await store.getGaps({ chainId: chain.id, kind: 'fee' });
	const covered = await store.getCovered(chain.id, 'block');
	const look =
		nextRange(intersections(gaps, covered), progress.tried, BLOCKS_A_LOOK, progress.hasFailed) ??
		nextRange(await withoutUserOps(options), progress.tried, BLOCKS_A_LOOK);
	if (!look) return false;
	const size = progress.size.now();
	const busy = (await store.getBusyBlocks(chain.id, look)).slice(-size);
	// With more busy blocks than one commit takes, end below the oldest of them.
	const range = busy.length < size ? look : { from: busy[0] ?? look.from, to: look.to };
	const startedAt = performance.now();
	const { fees, userOps, hashes, missing: refused } = await source.fetchFees(busy);
	progress.size.took(busy.length, performance.now() - startedAt);
	progress.tried.push(range);
	const missing = [...refused, ...(await otherBlocks(options, hashes))];
	progress.hasFailed ||= missing.length > 0;
	let left: readonly BlockRange[] = gaps;
	for (const run of missingRanges(range, missing).reverse()) {
		const isOfRun = ({ blockNumber }: { blockNumber: number }) =>
			blockNumber >= run.from && blockNumber <= run.to;
		await store.addFees(chain.id, {
			...{ range: run, fees: fees.filter(isOfRun), userOps: userOps.filter(isOfRun) }
		});
		left = subtractRange(left, run);
		const event = { event: 'collected', chain: chain.id, kind: 'fee', ...run } as const;
		report({ ...event, left: countBlocks(left) });
	}
	for (const each of missing) await reportMissing(options, 'fee', each);
	return true;
}

/** Blocks whose receipts are read again once no fee is missing: they were read before operations were counted. */
async function withoutUserOps({ chain, store }: PassOptions) {
	const ranges = await store.getUncountedUserOps(chain.id);
	return ranges.map((range) => ({ ...range, reason: 'not_yet_collected' as const }));
}

/** Blocks that the node has replaced since they were stored: the next pass heals, and asks for their fees again. */
async function otherBlocks(
	{ chain, store }: PassOptions,
	hashes: ReadonlyMap<number, string>
): Promise<Missing[]> {
	const others: Missing[] = [];
	const ours = await store.getBlockHashes(chain.id, [...hashes.keys()]);
	for (const [number, told] of hashes) {
		const stored = ours.get(number) ?? null;
		if (stored === told.toLowerCase()) continue;
		const detail = `the receipts are of block ${told}, and ${stored} is stored`;
		others.push({ from: number, to: number, reason: 'reorganised', detail });
	}
	return others;
}
