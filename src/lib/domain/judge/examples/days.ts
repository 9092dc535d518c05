import type { Reading } from '../../claims.ts';
import type { Finding } from '../../findings.ts';
import type { Measurement } from '../../measurement.ts';
import { caseOf, COST, feeOf, measurementOf, readingOf } from '../example-case.ts';
import type { JudgeInput } from '../input.ts';
import { example, type ExampleDay, type WorkedExample } from '../worked-example.ts';
import { peak } from './peak.ts';

const agrees = caseOf(COST, feeOf(0.00009, [0.00008, 0.00011]));
const straddles = caseOf(COST, feeOf(0.00016, [0.00012, 0.0002]));
const disputed = caseOf(COST, feeOf(0.0042, [0.0038, 0.0051]), {
	circumstances: [{ chainId: 324, endpointsDisagree: true }]
});

/** A day of November 2026. */
function day(
	date: number,
	input: JudgeInput,
	raw: Finding,
	shown: Finding,
	heldDays: number
): ExampleDay {
	return { dataDate: `2026-11-${String(date).padStart(2, '0')}`, input, raw, shown, heldDays };
}

const twoPerSecond: Partial<Reading> = {
	form: 'typical',
	statistic: 'mean',
	peakWindow: null,
	claimed: { ...readingOf().claimed, printed: '2 TPS', value: 2 }
};
function mean(value: number): Partial<Measurement> {
	return { statistic: 'mean', peakWindow: null, value, interval: [value, value] };
}

const notFinal = { ...measurementOf().provenance, finality: 'latest' as const };
const gas: Partial<Measurement> = {
	metric: 'throughput.gas',
	value: 10e6,
	interval: [10e6, 10e6],
	unit: 'gas/s'
};
const byMix: Partial<Reading> = {
	metric: 'throughput.gas',
	measures: 'proxy',
	claimed: { ...readingOf().claimed, value: 15_000 * 21_000, unit: 'gas/s' }
};

/** Days, halts, endpoints and stand-ins. */
export const DAY_EXAMPLES: readonly WorkedExample[] = [
	{
		id: 'R15',
		shows: 'Another finding is shown on the fifth day in a row that has it, not before.',
		cases: [],
		days: [
			day(1, agrees, 'consistent', 'consistent', 0),
			day(2, agrees, 'consistent', 'consistent', 0),
			day(3, straddles, 'borderline', 'consistent', 1),
			day(4, straddles, 'borderline', 'consistent', 2),
			day(5, straddles, 'borderline', 'consistent', 3),
			day(6, straddles, 'borderline', 'consistent', 4),
			day(7, straddles, 'borderline', 'borderline', 0)
		]
	},
	{
		id: 'R16',
		shows:
			'Hours in which the chain stood still are real zeros where two endpoints agree on it, and flagged.',
		cases: [
			{
				what: 'the whole day, 9 of 24 hours of it at rest',
				input: caseOf(twoPerSecond, mean((2 * 15) / 24), {
					circumstances: [{ chainId: 324, halted: true }]
				}),
				expected: {
					finding: 'contradicted',
					direction: 'below',
					share: '62.5 % of claim',
					flags: ['chain_halted'],
					rule: 'interval.outside'
				}
			},
			{
				what: 'the 15 hours in which it moved',
				input: caseOf(twoPerSecond, mean(2)),
				expected: { finding: 'consistent', share: '1× the claim', rule: 'interval.inside' }
			}
		],
		days: []
	},
	example(
		'R17',
		'Hours in which our endpoint was down are a gap, never zeros.',
		caseOf({}, peak(4.2, 15 / 24)),
		{
			finding: 'insufficient_data',
			flags: ['partial_coverage'],
			rule: 'gate.coverage',
			says: '62.5 % of the window covered'
		}
	),
	{
		id: 'R18',
		shows: 'Only finalized blocks decide, so a reorganisation above them changes nothing.',
		cases: [
			{
				what: 'blocks that may still change',
				input: caseOf({}, { ...peak(16_200), provenance: notFinal }),
				expected: {
					finding: 'insufficient_data',
					flags: ['partial_coverage'],
					rule: 'gate.finality'
				}
			},
			{
				what: 'the same, finalized',
				input: caseOf({}, peak(16_200)),
				expected: {
					finding: 'demonstrated',
					share: '1.08× the claim',
					flags: ['partial_coverage'],
					rule: 'sighting.reached'
				}
			}
		],
		days: []
	},
	{
		id: 'R19',
		shows: 'While endpoints disagree, what is shown stays, however long the data says otherwise.',
		cases: [
			{
				what: 'each of the later days for itself',
				input: disputed,
				expected: {
					finding: 'contradicted',
					direction: 'above',
					share: '42× the claim',
					flags: ['endpoint_disagreement'],
					rule: 'interval.outside'
				}
			}
		],
		days: [
			day(9, agrees, 'consistent', 'consistent', 0),
			...Array.from({ length: 10 }, (_, index) =>
				day(10 + index, disputed, 'contradicted', 'consistent', 0)
			)
		]
	},
	{
		id: 'R20',
		shows: 'Transactions are compared with gas only by a stated mix of them, as a stand-in.',
		cases: [
			{
				what: 'gas against transactions',
				input: caseOf({ metric: 'throughput.gas' }, gas),
				expected: { finding: 'insufficient_data', rule: 'gate.unit' }
			},
			{
				what: 'gas against 15,000 × 21,000 gas',
				input: caseOf(byMix, gas),
				expected: {
					finding: 'not_observed',
					share: '1/32 of claim',
					flags: ['proxy'],
					rule: 'sighting.none'
				}
			}
		],
		days: []
	}
];
