import { iso } from '#lib/domain/time.ts';
import type { LiveChainJson } from '#lib/domain/wire/live.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { isExpected, type ChainFreshness, type Freshness } from './freshness.ts';
import { findIdleHour } from './idle-hour.ts';
import { getLiveChain } from './live.ts';

/** What a live page begins with of a chain: the newest, and what does not change with its blocks. */
export interface LiveLane {
	readonly live: LiveChainJson;
	readonly idleHour: { readonly from: string; readonly to: string } | null;
	readonly optIn: string | null;
	readonly explorer: string | null;
}

/** A chain's lane. */
export async function getLiveLane(reader: StoreReader, known: ChainFreshness): Promise<LiveLane> {
	const { chain } = known;
	const idle = await findIdleHour(reader, chain);
	return {
		live: await getLiveChain(reader, known),
		idleHour: idle && { from: iso(idle.from), to: iso(idle.to) },
		optIn: chain.demo ? null : chain.optIn,
		explorer: chain.explorer?.block ?? null
	};
}

/** The chains that pages list: those that are collected by default, and any other that was. */
export function listedChains({ chains }: Freshness): ChainFreshness[] {
	return chains.filter(({ chain, head }) => isExpected(chain, head !== null));
}
