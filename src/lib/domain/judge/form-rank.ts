import { formatInterval } from '../format/number.ts';
import type { Interval, Measurement } from '../measurement.ts';
import { comparable, convert } from '../units.ts';
import {
	chainName,
	directionOf,
	evidence,
	judgement,
	type ChainCase,
	type ChainJudgement
} from './chain-judgement.ts';
import { coverageGate, sampleGate, valueGates } from './gates.ts';
import { findingOf } from './interval-test.ts';
import { regionInWords, relate } from './region.ts';
import type { GateResult } from './verdict.ts';

/**
 * The rank of the reading's first chain among all its chains, by the measured value, greatest first.
 * The rank is an interval: a chain that is surely greater counts against the best rank, one that may
 * be greater, or was not measured, against the worst.
 */
export function judgeRank(
	subject: Omit<ChainCase, 'circumstances'>,
	others: readonly Measurement[]
): ChainJudgement {
	const { reading, region } = subject;
	const own = usable(subject, subject.measurement);
	const missing = reading.chains
		.slice(1)
		.filter((chainId) => !others.some((m) => m.chainId === chainId));
	const rivals = others.map((measurement) => ({
		measurement,
		...usable(subject, measurement)
	}));
	const gates: GateResult[] = [...subject.gates, ...own.gates];
	const unknown = [
		...missing,
		...rivals.filter((rival) => rival.closed).map((rival) => rival.measurement.chainId)
	];
	gates.push({
		gate: 'all_chains',
		passed: unknown.length === 0,
		detail:
			unknown.length === 0
				? 'Every chain of the comparison is measured.'
				: `Not measured well enough: ${unknown.map(chainName).join(', ')}.`
	});
	const judged = { ...subject, gates };
	if (own.closed)
		return judgement(judged, {
			finding: 'insufficient_data',
			rule: `gate.${own.closed.gate}`,
			reason: own.closed.detail
		});
	const known = rivals.filter((rival) => !rival.closed);
	const ahead = known.filter((rival) => below(own.interval, rival.interval)).length;
	const behind = known.filter((rival) => below(rival.interval, own.interval)).length;
	const rank: Interval = [1 + ahead, reading.chains.length - behind];
	const relation = relate(rank, region);
	const unsettled = relation === 'straddles' && unknown.length > 0;
	return judgement(judged, {
		finding: unsettled ? 'insufficient_data' : findingOf(relation),
		direction: directionOf(relation),
		rule: unsettled ? 'gate.all_chains' : `rank.${relation}`,
		reason: `${chainName(subject.measurement.chainId)} has ${formatInterval(rank, 'rank')} of ${reading.chains.length} chains; claimed: ${regionInWords(region, 'rank')}.`
	});
}

interface Usable {
	readonly gates: readonly GateResult[];
	/** The first gate that failed. */
	readonly closed: GateResult | undefined;
	/** In the unit of the subject's measurement. */
	readonly interval: Interval;
}

function usable(
	{ reading, measurement }: Omit<ChainCase, 'circumstances'>,
	of: Measurement
): Usable {
	const own = measurement.unit;
	const gates: GateResult[] = [
		...valueGates({ measurement: of }),
		sampleGate({ measurement: of, reading }),
		coverageGate({ measurement: of, reading }),
		{
			gate: 'same_unit',
			passed: comparable(of.unit, own),
			detail: `Measured in ${of.unit}, compared in ${own}.`
		}
	];
	const closed = gates.find((gate) => !gate.passed);
	if (closed) return { gates, closed, interval: [null, null] };
	const [low, high] = evidence({
		measurement: of,
		reading: { ...reading, claimed: { ...reading.claimed, unit: of.unit } }
	});
	const inOwn = (end: number | null) => (end === null ? null : convert(end, of.unit, own));
	return { gates, closed, interval: [inOwn(low), inOwn(high)] };
}

function below([, high]: Interval, [low]: Interval): boolean {
	return high !== null && low !== null && high < low;
}
