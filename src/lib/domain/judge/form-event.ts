import { formatInterval } from '../format/number.ts';
import {
	directionOf,
	evidence,
	judgement,
	type ChainCase,
	type ChainJudgement
} from './chain-judgement.ts';
import { valueGates } from './gates.ts';
import { findingOf } from './interval-test.ts';
import { regionInWords, relate } from './region.ts';

/**
 * Something that happened, as the time of the first block that shows it: on the stated date it was
 * seen, on another it contradicts the date. Coverage plays no part: the block itself is the proof.
 */
export function judgeEvent(chainCase: ChainCase): ChainJudgement {
	const { reading, region } = chainCase;
	const gates = valueGates(chainCase);
	const judged = { ...chainCase, gates: [...chainCase.gates, ...gates] };
	const closed = gates.find((gate) => !gate.passed);
	if (closed)
		return judgement(judged, {
			finding: 'insufficient_data',
			rule: `gate.${closed.gate}`,
			reason: closed.detail
		});
	const interval = evidence(chainCase);
	const relation = relate(interval, region);
	const when = formatInterval(interval, reading.claimed.unit);
	const claimed = regionInWords(region, reading.claimed.unit);
	return judgement(judged, {
		finding: relation === 'inside' ? 'demonstrated' : findingOf(relation),
		direction: directionOf(relation),
		rule: `event.${relation}`,
		reason: `The first block that shows it is of ${when}; claimed: ${claimed}.`
	});
}
