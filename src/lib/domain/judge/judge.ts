import type { Measurement } from '../measurement.ts';
import { chainName, judgement, type ChainCase, type ChainJudgement } from './chain-judgement.ts';
import { combine, combinedReason } from './combine.ts';
import { flagsOf } from './flags.ts';
import { judgeEvent } from './form-event.ts';
import { judgeExistential } from './form-existential.ts';
import { judgeRank } from './form-rank.ts';
import { judgeTypical } from './form-typical.ts';
import { scopeGates, unitGate } from './gates.ts';
import type { JudgeInput } from './input.ts';
import { claimedRegion, type Region } from './region.ts';
import { RULE_VERSION } from './rule-version.ts';
import type { GateResult, RawVerdict } from './verdict.ts';

/**
 * What one reading says of its claim. Pure. Gates in this order: void, not measurable, not comparable,
 * pending; then, for each chain, measurement, unit, bounds, the gates of the reading's form, and the
 * test itself; then the chains are combined. Throws RangeError when a measurement is of another chain
 * than the reading's, when a chain has two, or when the claim has no figure to compare with.
 */
export function judge(input: JudgeInput): RawVerdict {
	checkChains(input);
	const { reading } = input;
	const scope = scopeGates(input);
	const gates = scope.map(({ gate, passed, detail }) => ({ gate, passed, detail }));
	const closed = scope.findIndex((gate) => !gate.passed);
	const failed = scope[closed];
	if (failed)
		return verdict(input, input.measurements, {
			finding: failed.finding,
			direction: null,
			share: null,
			sensitive: false,
			gates: gates.slice(0, closed + 1),
			reason: failed.detail,
			rule: `scope.${failed.gate}`
		});
	const region = claimedRegion(reading.claimed, reading.tolerance);
	if (reading.form === 'rank') return judgeAsRank(input, region, gates);
	const { decisive, ordered } = combine(
		reading.chains.map((chainId) => judgeChain(input, region, chainId, gates)),
		reading
	);
	const measurements = ordered.flatMap((each) => each.measurement ?? []);
	return verdict(input, measurements, {
		...decisive,
		reason: combinedReason(decisive, reading.chains.length),
		gates: [...gates, ...ordered.flatMap((each) => ownGates(each, gates, reading.chains.length))]
	});
}

function checkChains({ reading, measurements }: JudgeInput): void {
	const ids = measurements.map((each) => each.chainId);
	const foreign = ids.find((id) => !reading.chains.includes(id));
	if (foreign !== undefined)
		throw new RangeError(
			`a measurement of chain ${foreign} was given for reading ${reading.id}, which is about ${reading.chains.join(', ')}`
		);
	const twice = ids.find((id, index) => ids.indexOf(id) !== index);
	if (twice !== undefined)
		throw new RangeError(`reading ${reading.id} was given two measurements of chain ${twice}`);
}

function judgeChain(
	input: JudgeInput,
	region: Region,
	chainId: number,
	scope: readonly GateResult[]
): ChainJudgement {
	const { claim, reading, circumstances } = input;
	const measurement = input.measurements.find((each) => each.chainId === chainId);
	if (!measurement) return notMeasured(chainId, scope);
	const unit = unitGate({ measurement, reading });
	const chainCase: ChainCase = {
		claim,
		reading,
		region,
		measurement,
		circumstances: circumstances?.find((each) => each.chainId === chainId) ?? { chainId },
		gates: [...scope, unit]
	};
	if (!unit.passed)
		return judgement(chainCase, {
			finding: 'insufficient_data',
			rule: 'gate.unit',
			reason: unit.detail
		});
	switch (reading.form) {
		case 'existential':
		case 'capability':
			return judgeExistential(chainCase);
		case 'event':
			return judgeEvent(chainCase);
		default:
			return judgeTypical(chainCase);
	}
}

function judgeAsRank(input: JudgeInput, region: Region, gates: readonly GateResult[]): RawVerdict {
	const { claim, reading, measurements } = input;
	const subject = measurements.find((each) => each.chainId === reading.chains[0]);
	if (!subject) return verdict(input, measurements, notMeasured(reading.chains[0] ?? 0, gates));
	const others = measurements.filter((each) => each !== subject);
	const ranked = judgeRank({ claim, reading, region, measurement: subject, gates }, others);
	return verdict(input, [subject, ...others], ranked);
}

function notMeasured(chainId: number, scope: readonly GateResult[]): ChainJudgement {
	const detail = 'There is no measurement of it.';
	return {
		chainId,
		measurement: null,
		finding: 'insufficient_data',
		direction: null,
		share: null,
		gates: [...scope, { gate: 'measurement', passed: false, detail }],
		reason: `${chainName(chainId)}: there is no measurement of it.`,
		rule: 'gate.measurement',
		sensitive: false
	};
}

/** The gates of one chain after those of the scope, with its name where there are several. */
function ownGates(
	each: ChainJudgement,
	scope: readonly GateResult[],
	chains: number
): readonly GateResult[] {
	const own = each.gates.slice(scope.length);
	if (chains === 1) return own;
	return own.map((gate) => ({ ...gate, detail: `${chainName(each.chainId)}: ${gate.detail}` }));
}

function verdict(
	input: JudgeInput,
	measurements: readonly Measurement[],
	outcome: Pick<RawVerdict, 'finding' | 'direction' | 'share' | 'gates' | 'reason' | 'rule'> & {
		readonly sensitive: boolean;
	}
): RawVerdict {
	const { id, version, wording } = input.reading;
	const { finding, direction, share, gates, reason, rule, sensitive } = outcome;
	return {
		readingId: id,
		readingVersion: version,
		wording,
		finding,
		direction,
		share,
		flags: flagsOf(input, sensitive),
		gates,
		reason,
		rule,
		ruleVersion: RULE_VERSION,
		measurements
	};
}
