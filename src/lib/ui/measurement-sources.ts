import type { ReadingJson } from '#lib/domain/wire/claim.ts';
import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';

/** The measurements behind a claim's readings, each once, and the chains of which nothing is known, by reason. */
export interface MeasurementSources {
	readonly measured: readonly MeasurementJson[];
	readonly unmeasured: readonly { readonly reason: string; readonly chains: readonly string[] }[];
}

/** What one measurement is told from another by: readings may share it, and only what is final has an id. */
function keyOf({
	id,
	chain,
	metric,
	statistic,
	peak_window,
	unit,
	from,
	to
}: MeasurementJson): string {
	return id ?? [chain, metric, statistic, peak_window, unit, from, to].join(' ');
}

/**
 * Sorts the measurements of several readings. One without a value and without a block behind it is named by its chain
 * alone, once, however many readings ask for it.
 */
export function measurementSources(
	readings: readonly Pick<ReadingJson, 'measurements'>[]
): MeasurementSources {
	const measured = new Map<string, MeasurementJson>();
	const unmeasured = new Map<string, Set<string>>();
	for (const each of readings.flatMap(({ measurements }) => measurements)) {
		if (each.value !== null || each.id !== null || each.provenance.from_block !== null)
			measured.set(keyOf(each), each);
		else {
			const reason = each.reason ?? 'nothing is collected';
			unmeasured.set(reason, (unmeasured.get(reason) ?? new Set()).add(each.chain_name));
		}
	}
	return {
		measured: [...measured.values()],
		unmeasured: [...unmeasured].map(([reason, chains]) => ({ reason, chains: [...chains] }))
	};
}
