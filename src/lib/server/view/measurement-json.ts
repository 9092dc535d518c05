import { findChain } from '#lib/domain/chains.ts';
import type { Measurement, PricePoint } from '#lib/domain/measurement.ts';
import { iso } from '#lib/domain/time.ts';
import type { Unit } from '#lib/domain/units.ts';
import type { MeasurementJson, PricePointJson } from '#lib/domain/wire/measurement.ts';

/** A measurement as it is served. */
export function measurementJson(measurement: Measurement): MeasurementJson {
	const { provenance, window, peakAt, rise, chainId, unit } = measurement;
	// A stored measurement outlives the chain's place in the list.
	const chain = findChain(chainId);
	const stated = (value: number | null) => (value === null ? null : amountJson(value, unit));
	return {
		id: measurement.id,
		chain: chainId,
		chain_name: chain?.name ?? `chain ${chainId}`,
		demo: chain?.demo ?? false,
		metric: measurement.metric,
		statistic: measurement.statistic,
		peak_window: measurement.peakWindow,
		value: stated(measurement.value),
		interval: [stated(measurement.interval[0]), stated(measurement.interval[1])],
		unit,
		from: iso(window.from),
		to: iso(window.to),
		n: measurement.n,
		sample_unit: measurement.sampleUnit,
		coverage: measurement.coverage,
		price_coverage: measurement.priceCoverage,
		endpoints_disagree: measurement.endpointsDisagree ?? null,
		halted: measurement.halted ?? null,
		sampled: measurement.sampled,
		zero_fees: measurement.zeroFees,
		peak_at: peakAt && { time: iso(peakAt.time), block: peakAt.block },
		rise: rise ? { start: pointJson(rise.start), peak: pointJson(rise.peak) } : null,
		provenance: {
			from_block: provenance.fromBlock,
			to_block: provenance.toBlock,
			to_block_hash: provenance.toBlockHash,
			finality: provenance.finality,
			methods: [...provenance.methods],
			endpoints: [...provenance.endpoints],
			rule_version: provenance.ruleVersion,
			code_version: provenance.codeVersion,
			input_sha256: provenance.inputSha256,
			computed_at: iso(provenance.computedAt)
		},
		verifiable: measurement.verifiable,
		reason: measurement.reason
	};
}

function pointJson(point: PricePoint): PricePointJson {
	return { ...point, time: iso(point.time) };
}

/** Amounts in wei are decimal strings, everything else a number. A positive amount is never "0". */
export function amountJson(value: number, unit: Unit): number | string {
	if (unit !== 'wei/tx' && unit !== 'wei/gas') return value;
	const isFraction = value > 0 && value < 0.5;
	return isFraction ? value.toFixed(18).replace(/0+$/, '') : BigInt(Math.round(value)).toString();
}
