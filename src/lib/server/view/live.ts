import { iso } from '#lib/domain/time.ts';
import { unixSeconds } from '#lib/domain/units.ts';
import { LIVE_BLOCKS, type LiveChainJson } from '#lib/domain/wire/live.ts';
import type { SnapshotReader } from '../store/ports/store.ts';
import { seenMinute, type ChainFreshness } from './freshness.ts';

const ALL_TIME = { from: unixSeconds(0), to: unixSeconds(4_102_444_800) };

/** What is newest of a chain, as it is stored now. */
export async function getLiveChain(
	reader: SnapshotReader,
	{ chain: { id, name, demo }, head, state }: ChainFreshness
): Promise<LiveChainJson> {
	const blocks = await reader.getNewestBlocks(id, LIVE_BLOCKS);
	const stall = (await reader.getHeadStalls(id, ALL_TIME)).find(
		({ block, until }) => until === null && block === head?.number
	);
	const finalized = head?.finalized?.number ?? null;
	return {
		chain: id,
		chain_name: name,
		demo,
		head: head && {
			number: head.number,
			time: iso(head.timestamp),
			seen_at: iso(seenMinute(head))
		},
		state,
		stands_still: stall ? { since: iso(stall.since), endpoints: stall.endpoints } : null,
		blocks: blocks.map((block) => ({
			number: block.number,
			time: iso(block.timestamp),
			tx: block.txCount,
			user_tx: block.userTxCount,
			gas_used: block.gasUsed,
			gas_limit: block.gasLimit,
			base_fee: block.baseFee?.toString() ?? null,
			final: finalized === null ? null : block.number <= finalized
		}))
	};
}
