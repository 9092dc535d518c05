import type { Chain } from '#lib/domain/chains.ts';
import { METRICS } from '#lib/domain/metrics/registry.ts';
import { isObserved, PROBED_METRIC } from '#lib/domain/observations.ts';
import { iso } from '#lib/domain/time.ts';
import type { ChainStateJson, ObservationJson } from '#lib/domain/wire/chain-state.ts';
import type { StoreReader } from '#lib/server/store/ports/store.ts';

/** What is known of a chain that is in none of its blocks. */
export async function getChainState(reader: StoreReader, chain: Chain): Promise<ChainStateJson> {
	return {
		chain: chain.id,
		chain_name: chain.name,
		demo: chain.demo,
		observations: await newestObservations(reader, chain.id)
	};
}

/** The newest answer to each fixed question about a chain, by subject. */
export async function newestObservations(
	reader: StoreReader,
	chainId: number
): Promise<ObservationJson[]> {
	const newest = await reader.getNewestObservations(chainId);
	return newest.map(({ subject, value, detail, ...each }) => ({
		subject,
		value,
		unit: isObserved(subject) || subject === PROBED_METRIC ? METRICS[subject].unit : null,
		note: detail?.note ?? null,
		detail,
		answered_by: each.chainId,
		first_seen_at: iso(each.firstSeenAt),
		last_seen_at: iso(each.lastSeenAt),
		block: each.lastBlock,
		host: each.host,
		method: each.method
	}));
}
