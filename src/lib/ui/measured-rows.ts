import type { MeasurementJson } from '#lib/domain/wire/measurement.ts';

/** A measurement with the names of the chains that it is so of. */
export interface MeasuredRow<One> {
	readonly measurement: One;
	readonly chains: readonly string[];
}

type Unmeasured = Pick<MeasurementJson, 'chain_name' | 'value' | 'reason' | 'n' | 'coverage'>;

/** Measurements as rows: each value has its own; chains that have none, for one reason, share one. */
export function measuredRows<One extends Unmeasured>(
	measurements: readonly One[]
): MeasuredRow<One>[] {
	const alike = Map.groupBy(measurements, ({ value, reason, n, coverage }) =>
		JSON.stringify([reason, n, coverage, value !== null])
	);
	return [...alike.values()].flatMap((all) =>
		all[0]?.value === null
			? [{ measurement: all[0], chains: all.map((each) => each.chain_name) }]
			: all.map((measurement) => ({ measurement, chains: [measurement.chain_name] }))
	);
}
