import { formatInterval } from '../format/number.ts';
import type { Finding } from '../findings.ts';
import {
	directionOf,
	evidence,
	judgement,
	shareOf,
	valueOf,
	type ChainCase,
	type ChainJudgement
} from './chain-judgement.ts';
import { literalRegion, regionInWords, relate, type Relation } from './region.ts';

const RULES: Readonly<Record<Relation, { finding: Finding; rule: string; says: string }>> = {
	inside: { finding: 'consistent', rule: 'interval.inside', says: 'lies within' },
	above: { finding: 'contradicted', rule: 'interval.outside', says: 'lies above' },
	below: { finding: 'contradicted', rule: 'interval.outside', says: 'lies below' },
	straddles: {
		finding: 'borderline',
		rule: 'interval.straddles',
		says: 'lies on both sides of the edge of'
	},
	undecided: {
		finding: 'insufficient_data',
		rule: 'interval.undecided',
		says: 'is open on one side and cannot be set against'
	}
};

/** What an interval in relation to the claimed region amounts to. */
export function findingOf(relation: Relation): Finding {
	return RULES[relation].finding;
}

/**
 * The interval test: inside the claimed region is consistent, wholly outside contradicted, across an
 * edge borderline; an open end that leaves it unsettled is not enough data.
 */
export function testInterval(chainCase: ChainCase): ChainJudgement {
	const { reading, region } = chainCase;
	const { claimed, tolerance } = reading;
	const interval = evidence(chainCase);
	const relation = relate(interval, region);
	const { finding, rule, says } = RULES[relation];
	const literal = relate(interval, literalRegion(claimed, tolerance));
	const judged = finding !== 'insufficient_data';
	const measured =
		interval[0] === null && interval[1] === null
			? 'The measurement has no interval, so it'
			: `The interval ${formatInterval(interval, claimed.unit)}`;
	return judgement(chainCase, {
		finding,
		rule,
		direction: directionOf(relation),
		share: judged ? shareOf(valueOf(chainCase), reading) : null,
		reason: `${measured} ${says} what agrees with the claim, ${regionInWords(region, claimed.unit)}.`,
		sensitive: judged && findingOf(literal) !== finding && literal !== 'undecided'
	});
}
