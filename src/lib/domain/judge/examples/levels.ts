import type { ClaimedQuantity, Reading } from '../../claims.ts';
import type { Measurement } from '../../measurement.ts';
import { caseOf, claimOf } from '../example-case.ts';
import { example, type WorkedExample } from '../worked-example.ts';

function fall(comparator: ClaimedQuantity['comparator'], tolerance: number): Partial<Reading> {
	return {
		form: 'change',
		metric: 'fee.base',
		statistic: 'change',
		peakWindow: null,
		claimed: { printed: '70%', value: 70, low: null, high: null, comparator, unit: '%' },
		tolerance: { relative: 0, absolute: tolerance },
		gates: { minCoverage: 0.9, minSamples: 7 }
	};
}
const measuredFall: Partial<Measurement> = {
	metric: 'fee.base',
	statistic: 'change',
	peakWindow: null,
	value: 0.985,
	interval: [0.972, 0.991],
	unit: '1',
	n: 30,
	sampleUnit: 'day'
};

const level: Partial<Reading> = {
	form: 'existential',
	metric: 'escrow.value',
	peakWindow: null,
	measures: 'lower_bound',
	claimed: { printed: '$3.5B', value: 3.5e9, low: null, high: null, comparator: '>=', unit: 'USD' },
	tolerance: { relative: 0.05, absolute: 5e7 }
};
const upper: Partial<Reading> = { ...level, measures: 'upper_bound' };

function atLeast(usd: number): Partial<Measurement> {
	return {
		metric: 'escrow.value',
		statistic: 'latest',
		peakWindow: null,
		value: usd,
		interval: [usd, null],
		unit: 'USD',
		n: 1,
		sampleUnit: 'answer'
	};
}
const atMost = (usd: number) => ({ ...atLeast(usd), interval: [null, usd] as const });
const exactly = (usd: number) => ({ ...atLeast(usd), interval: [usd, usd] as const });
const direct = caseOf({ ...level, measures: 'direct' }, exactly(0.9e9));
const PRAISE = 'Praise has no quantity.';

/** Changes, levels, and what has no figure. */
export const LEVEL_EXAMPLES: readonly WorkedExample[] = [
	{
		id: 'R12',
		shows: 'A fall of 98.5 % is one of at least 70 %, and not one of about 70 %.',
		cases: [
			{
				what: 'read as “at least”',
				input: caseOf(fall('>=', 2.5), measuredFall),
				expected: {
					finding: 'consistent',
					share: '1.41× the claim',
					flags: ['reading_sensitive'],
					rule: 'interval.inside'
				}
			},
			{
				what: 'read as “about”',
				input: caseOf(fall('≈', 5), measuredFall),
				expected: {
					finding: 'contradicted',
					direction: 'above',
					share: '1.41× the claim',
					rule: 'interval.outside'
				}
			}
		],
		days: []
	},
	{
		id: 'R13',
		shows:
			'A bound of a level settles one side only: a lower bound below the claim says nothing, an upper bound below it refutes.',
		cases: [
			{
				what: 'a lower bound below the claim',
				input: caseOf(level, atLeast(0.9e9)),
				expected: { finding: 'insufficient_data', rule: 'gate.direct', says: 'lower bound' }
			},
			{
				what: 'an upper bound below the claim',
				input: caseOf(upper, atMost(0.9e9)),
				expected: {
					finding: 'contradicted',
					direction: 'below',
					share: '25.7 % of claim',
					rule: 'bound.measured'
				}
			},
			{
				what: 'an upper bound above the claim',
				input: caseOf(upper, atMost(3.6e9)),
				expected: { finding: 'insufficient_data', rule: 'gate.direct', says: 'upper bound' }
			},
			{
				what: 'measured directly, and the claim is of a level',
				input: { ...direct, claim: claimOf([direct.reading], { kind: 'level' }) },
				expected: {
					finding: 'contradicted',
					direction: 'below',
					share: '25.7 % of claim',
					rule: 'bound.measured'
				}
			},
			{
				what: 'measured directly, and the claim is of an ability',
				input: direct,
				expected: { finding: 'not_observed', share: '25.7 % of claim', rule: 'sighting.none' }
			}
		],
		days: []
	},
	example('R13b', 'A lower bound above the claim shows it.', caseOf(level, atLeast(3.6e9)), {
		finding: 'demonstrated',
		share: '1.03× the claim',
		rule: 'sighting.reached'
	}),
	example(
		'R14',
		'What has no quantity is not measurable, and says why.',
		{ ...caseOf({}, {}), claim: claimOf([], { rating: { rated: false, reason: PRAISE } }) },
		{ finding: 'not_measurable', rule: 'scope.measurable', says: PRAISE }
	)
];
