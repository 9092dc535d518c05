import type { ChartEvent } from '#lib/charts/chart-panel.ts';
import { ETHEREUM_FORKS } from '#lib/domain/forks.ts';
import { parseTime } from '#lib/domain/time.ts';
import type { SeriesJson } from '#lib/domain/wire/series.ts';
import type { StoreReader } from '../store/ports/store.ts';

const ETHEREUM = 1;

/**
 * The upgrades of each series' chain, ascending: Ethereum’s forks by the list of them, and where a chain’s protocol version
 * is observed, when another one was first seen.
 */
export async function chartEvents(
	reader: StoreReader,
	all: readonly SeriesJson[]
): Promise<Map<number, ChartEvent[]>> {
	const events = new Map<number, ChartEvent[]>();
	for (const { chain, from, to } of all) {
		if (chain === ETHEREUM)
			events.set(
				chain,
				ETHEREUM_FORKS.map(({ name, activatesAt }) => ({ time: activatesAt, label: name }))
			);
		else {
			const window = { from: parseTime(from), to: parseTime(to) };
			const versions = await reader.getObservations(chain, 'chain.protocol_version', window);
			const known = versions.filter(({ value }) => value !== null);
			events.set(
				chain,
				known.flatMap(({ value, firstSeenAt }, index) =>
					// The first says what there was before, not that it came then.
					index > 0 && value !== known[index - 1]?.value
						? [{ time: firstSeenAt, label: `Protocol ${value}` }]
						: []
				)
			);
		}
	}
	return events;
}
