import { formatQuantity } from '../format/number.ts';
import type { Interval } from '../measurement.ts';
import {
	evidence,
	judgement,
	shareOf,
	valueOf,
	type ChainCase,
	type ChainJudgement
} from './chain-judgement.ts';
import { coverageGate, sampleGate, valueGates, wholeGate } from './gates.ts';
import { judgeByLimits } from './limits.ts';
import { reaches, regionInWords, relate } from './region.ts';

/**
 * A figure seen at least once, or that a chain is able to reach. One sighting demonstrates it at any
 * coverage. It is refuted only by a limit, by an upper bound, or, for a level, by a direct measure of
 * the whole window; otherwise, and only where the whole window was looked at, it was not observed.
 */
export function judgeExistential(chainCase: ChainCase): ChainJudgement {
	const { reading, region } = chainCase;
	const final = valueGates(chainCase);
	const value = final.every((gate) => gate.passed) ? valueOf(chainCase) : null;
	const interval = evidence(chainCase);
	const claimed = regionInWords(region, reading.claimed.unit);
	const share = shareOf(value, reading);
	const seen = value === null ? null : sightedEnd(interval, region.low === null);
	if (seen !== null && reaches(seen, region))
		return judgement(withGates(chainCase, final), {
			finding: 'demonstrated',
			rule: 'sighting.reached',
			share,
			reason: `${formatQuantity(seen, reading.claimed.unit)} was seen, within what agrees with the claim, ${claimed}.`
		});
	const byLimits = judgeByLimits(chainCase, null);
	if (byLimits) return byLimits;
	if (value !== null && refutes(chainCase, interval))
		return judgement(withGates(chainCase, final), {
			finding: 'contradicted',
			direction: relate(interval, region) === 'below' ? 'below' : 'above',
			rule: 'bound.measured',
			share,
			reason: `The value is at most ${formatQuantity(interval[1], reading.claimed.unit)}, outside what agrees with the claim, ${claimed}.`
		});
	return judgeUnseen(chainCase, final, share);
}

function judgeUnseen(
	chainCase: ChainCase,
	final: ReturnType<typeof valueGates>,
	share: number | null
): ChainJudgement {
	const { reading, region } = chainCase;
	const bound = reading.measures === 'lower_bound' || reading.measures === 'upper_bound';
	const gates = [
		...final,
		wholeGate(chainCase),
		sampleGate(chainCase),
		coverageGate(chainCase),
		{
			gate: 'direct',
			passed: !bound,
			detail: bound
				? `${reading.measures === 'upper_bound' ? 'An upper bound' : 'A lower bound'} on this side of the figure cannot settle it.`
				: 'The metric measures the quantity, not a bound of it.'
		}
	];
	const closed = gates.find((gate) => !gate.passed);
	if (closed)
		return judgement(withGates(chainCase, gates), {
			finding: 'insufficient_data',
			rule: `gate.${closed.gate}`,
			reason:
				closed.gate === 'coverage'
					? `${closed.detail} A peak could sit in the part not covered.`
					: closed.detail
		});
	return judgement(withGates(chainCase, gates), {
		finding: 'not_observed',
		rule: 'sighting.none',
		share,
		reason: `The most extreme value seen, ${formatQuantity(valueOf(chainCase), reading.claimed.unit)}, does not reach what agrees with the claim, ${regionInWords(region, reading.claimed.unit)}.`
	});
}

/** The end of the evidence that a sighting vouches for. */
function sightedEnd([low, high]: Interval, downward: boolean): number | null {
	return downward ? high : low;
}

function refutes(chainCase: ChainCase, interval: Interval): boolean {
	const { claim, reading, region } = chainCase;
	const relation = relate(interval, region);
	if (relation !== 'below' && relation !== 'above') return false;
	if (reading.measures === 'upper_bound') return true;
	const direct = claim.kind === 'level' && reading.measures === 'direct';
	return direct && coverageGate(chainCase).passed;
}

function withGates(chainCase: ChainCase, gates: readonly ChainCase['gates'][number][]): ChainCase {
	return { ...chainCase, gates: [...chainCase.gates, ...gates] };
}
