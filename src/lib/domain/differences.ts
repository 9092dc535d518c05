import { canonicalJson } from './canonical-json.ts';
import type { Measurement } from './measurement.ts';

/** A part of a measurement that comes out otherwise when it is computed again. Named as the API names it. */
export interface Difference {
	readonly field: string;
	readonly stored: unknown;
	readonly again: unknown;
}

/**
 * What of a stored measurement differs from one that was computed anew from the same chain, to the last digit. What
 * tells of the time of computing is left out, and so is whether endpoints agreed: both are of that moment.
 */
export function differencesOf(stored: Measurement, again: Measurement): Difference[] {
	const [before, after] = [partsOf(stored), partsOf(again)];
	// The hash of a block is kept for some blocks longer than for others, and none is no contradiction.
	const compared = Object.keys(before).filter(
		(field) => field !== 'to_block_hash' || before[field] !== null
	);
	return compared.flatMap((field) =>
		canonicalJson(before[field]) === canonicalJson(after[field])
			? []
			: [{ field, stored: before[field], again: after[field] }]
	);
}

function partsOf(measurement: Measurement): Record<string, unknown> {
	const { provenance, peakAt } = measurement;
	return {
		value: measurement.value,
		interval: measurement.interval,
		unit: measurement.unit,
		n: measurement.n,
		sample_unit: measurement.sampleUnit,
		coverage: measurement.coverage,
		// Those that were stored before it was kept do not state it.
		price_coverage: measurement.priceCoverage ?? null,
		peak_at: peakAt && { time: peakAt.time, block: peakAt.block },
		reason: measurement.reason,
		from_block: provenance.fromBlock,
		to_block: provenance.toBlock,
		to_block_hash: provenance.toBlockHash,
		input_sha256: provenance.inputSha256
	};
}
