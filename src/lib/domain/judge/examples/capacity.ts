import type { Measurement } from '../../measurement.ts';
import { caseOf, claimOf, measurementOf, readingOf } from '../example-case.ts';
import { example, type WorkedExample } from '../worked-example.ts';
import { peak } from './peak.ts';

const meanRate = 22_000 / 86_400;
const mean: Partial<Measurement> = {
	statistic: 'mean',
	value: meanRate,
	interval: [meanRate, meanRate]
};
const achieved = readingOf({ form: 'existential', chains: [324, 2741] });

/** Capacities, and rates that are said to have been achieved. */
export const CAPACITY_EXAMPLES: readonly WorkedExample[] = [
	example(
		'R1',
		'A peak far below the claim is not the claim, and no proof against an ability either.',
		caseOf({}, peak(4.2)),
		{
			finding: 'not_observed',
			share: '1/3,600 of claim',
			flags: ['partial_coverage'],
			rule: 'sighting.none'
		}
	),
	example(
		'R1b',
		'The same of an average, 22,000 operations a day.',
		caseOf({ statistic: 'mean' }, mean),
		{ finding: 'not_observed', share: '1/59,000 of claim', rule: 'sighting.none' }
	),
	example(
		'R1c',
		'With a fifth of the time unseen, the peak could sit in the rest.',
		caseOf({}, peak(4.2, 0.8)),
		{
			finding: 'insufficient_data',
			flags: ['partial_coverage'],
			rule: 'gate.coverage',
			says: '80 % of the window covered'
		}
	),
	example(
		'R1d',
		'“Achieved”, on every chain that is read: not observed, never refuted, for there are others.',
		{
			...caseOf(achieved, {}),
			claim: claimOf([achieved], { kind: 'observed_rate' }),
			measurements: [
				measurementOf({ chainId: 2741, ...peak(1.1) }),
				measurementOf({ chainId: 324, ...peak(4.2) })
			]
		},
		{
			finding: 'not_observed',
			share: '1/3,600 of claim',
			flags: ['partial_coverage'],
			rule: 'sighting.none'
		}
	),
	example(
		'R2',
		'One sighting is enough, however much of the time was not seen.',
		caseOf({}, peak(16_200, 0.8)),
		{
			finding: 'demonstrated',
			share: '1.08× the claim',
			flags: ['partial_coverage'],
			rule: 'sighting.reached'
		}
	),
	example('R2b', 'A peak within the tolerance counts as the claim.', caseOf({}, peak(14_400)), {
		finding: 'demonstrated',
		share: '96 % of claim',
		flags: ['partial_coverage'],
		rule: 'sighting.reached'
	}),
	example(
		'R3',
		'A ceiling of the protocol below the claim contradicts it, whatever was not seen.',
		caseOf({}, peak(4.2, 0.5), {
			circumstances: [
				{
					chainId: 324,
					limits: [
						{
							kind: 'ceiling',
							interval: [null, 30_000_000 / 2 / 21_000],
							unit: 'tx/s',
							why: '30M gas every 2 s, 21,000 gas a transfer'
						}
					]
				}
			]
		}),
		{
			finding: 'contradicted',
			direction: 'below',
			share: '1/21 of claim',
			flags: ['partial_coverage'],
			rule: 'bound.ceiling'
		}
	),
	example(
		'R3b',
		'So does proven saturation: full blocks, and a queue that grows.',
		caseOf({}, peak(620), {
			circumstances: [
				{
					chainId: 324,
					limits: [
						{ kind: 'saturation', unit: 'tx/s', interval: [null, 620], why: 'blocks 95 % full' }
					]
				}
			]
		}),
		{
			finding: 'contradicted',
			direction: 'below',
			share: '1/24 of claim',
			flags: ['partial_coverage'],
			rule: 'bound.saturation'
		}
	)
];
