import { judgement, type ChainCase, type ChainJudgement } from './chain-judgement.ts';
import { coverageGate, priceGate, sampleGate, valueGates } from './gates.ts';
import { testInterval } from './interval-test.ts';
import { judgeByLimits } from './limits.ts';

/** A typical value, or a change of one: bounds, then the gates, then the interval test. */
export function judgeTypical(chainCase: ChainCase): ChainJudgement {
	const byLimits = judgeByLimits(chainCase, 'consistent');
	if (byLimits) return byLimits;
	const gates = [
		...priceGate(chainCase),
		...valueGates(chainCase),
		sampleGate(chainCase),
		coverageGate(chainCase)
	];
	const judged = { ...chainCase, gates: [...chainCase.gates, ...gates] };
	const closed = gates.find((gate) => !gate.passed);
	if (!closed) return testInterval(judged);
	return judgement(judged, {
		finding: 'insufficient_data',
		rule: `gate.${closed.gate}`,
		reason: closed.detail
	});
}
