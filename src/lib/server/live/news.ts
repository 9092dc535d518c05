import type { UnixSeconds } from '#lib/domain/units.ts';
import { sha256Text } from '../measure/identity.ts';
import type { StoreReader } from '../store/ports/store.ts';
import { getFreshness, headsText } from '../view/freshness.ts';
import { getLiveChain } from '../view/live.ts';

/** What is newest of a chain, as JSON, and a short name of exactly this. */
export interface ChainNews {
	readonly chain: number;
	readonly name: string;
	readonly json: string;
}

/** The newest of all chains, and what it was read at: while that stands, nothing has changed. */
export interface News {
	readonly stamp: string;
	readonly chains: readonly ChainNews[];
}

/** Read what is newest at `now`, or give back `before` where nothing has changed since. */
export async function readNews(
	reader: StoreReader,
	now: UnixSeconds,
	before: News | null
): Promise<News> {
	// Before anything else: what is written while the rest is read, is read again next time.
	const version = await reader.dataVersion();
	const { chains } = await getFreshness(reader, now);
	const stamp = `${version} ${headsText(chains)}`;
	if (stamp === before?.stamp) return before;
	return reader.snapshot(async (still) => {
		const read: ChainNews[] = [];
		for (const each of chains) {
			const json = JSON.stringify(await getLiveChain(still, each));
			read.push({ chain: each.chain.id, name: sha256Text(json).slice(0, 12), json });
		}
		return { stamp, chains: read };
	});
}
