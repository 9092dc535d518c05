import { findChain } from '../chains.ts';
import type { Claim, Reading } from '../claims.ts';
import type { Finding } from '../findings.ts';
import type { Interval, Measurement } from '../measurement.ts';
import { convert } from '../units.ts';
import type { ChainCircumstances } from './input.ts';
import { claimedFigure, type Region, type Relation } from './region.ts';
import type { GateResult } from './verdict.ts';

/** What one chain says of a reading, before several are made one. */
export interface ChainJudgement {
	readonly chainId: number;
	/** Null where the chain was not measured. */
	readonly measurement: Measurement | null;
	readonly finding: Finding;
	readonly direction: 'above' | 'below' | null;
	/** Measured ÷ claimed. */
	readonly share: number | null;
	readonly gates: readonly GateResult[];
	readonly reason: string;
	readonly rule: string;
	/** Whether the claim taken at its literal figure would be judged otherwise. */
	readonly sensitive: boolean;
}

/** One chain's evidence, checked: the measurement belongs to the claim's dimension. */
export interface ChainCase {
	readonly claim: Claim;
	readonly reading: Reading;
	readonly region: Region;
	readonly measurement: Measurement;
	readonly circumstances: ChainCircumstances;
	/** Gates passed before. */
	readonly gates: readonly GateResult[];
}

/** The chain's name, or its id where the list has no such chain. */
export function chainName(chainId: number): string {
	return findChain(chainId)?.name ?? `chain ${chainId}`;
}

/** The measured value in the claim's unit, or null. */
export function valueOf({ measurement, reading }: ChainCase): number | null {
	const { value, unit } = measurement;
	return value === null ? null : convert(value, unit, reading.claimed.unit);
}

/** An interval in the claim's unit. */
export function inClaimUnit(interval: Interval, from: Measurement['unit'], to: Reading): Interval {
	const [low, high] = interval;
	const { unit } = to.claimed;
	return [
		low === null ? null : convert(low, from, unit),
		high === null ? null : convert(high, from, unit)
	];
}

/**
 * What the measurement lets one say of the value, in the claim's unit. A lower bound leaves the upper
 * end open, an upper bound the lower; a maximum found in a part of the window is a lower bound.
 */
export function evidence({
	measurement,
	reading
}: Pick<ChainCase, 'measurement' | 'reading'>): Interval {
	const { value, interval, statistic, coverage, sampled, unit } = measurement;
	const [low, high] = interval;
	const known: Interval =
		reading.measures === 'lower_bound'
			? [low ?? value, null]
			: reading.measures === 'upper_bound'
				? [null, high ?? value]
				: statistic === 'max'
					? [value, coverage < 1 || sampled ? null : high]
					: interval;
	return inClaimUnit(known, unit, reading);
}

/** The direction that a relation stands for, or null. */
export function directionOf(relation: Relation): 'above' | 'below' | null {
	return relation === 'above' || relation === 'below' ? relation : null;
}

/** A value as a share of the claimed figure; null where dividing makes no sense. */
export function shareOf(value: number | null, reading: Reading): number | null {
	const figure = claimedFigure(reading.claimed);
	if (value === null || figure <= 0 || value < 0) return null;
	return reading.form === 'event' || reading.form === 'rank' ? null : value / figure;
}

/** A judgement; what is not named is as for a chain that says nothing. */
export function judgement(
	{ measurement, gates }: Pick<ChainCase, 'measurement' | 'gates'>,
	outcome: Pick<ChainJudgement, 'finding' | 'reason' | 'rule'> & Partial<ChainJudgement>
): ChainJudgement {
	return {
		chainId: measurement.chainId,
		measurement,
		direction: null,
		share: null,
		gates,
		sensitive: false,
		...outcome
	};
}
