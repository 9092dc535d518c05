import type { ClaimedQuantity, Reading } from '../../claims.ts';
import { caseOf, COST, feeOf } from '../example-case.ts';
import { example, type WorkedExample } from '../worked-example.ts';

const exactly: Partial<Reading> = {
	...COST,
	claimed: { ...(COST.claimed as ClaimedQuantity), comparator: '=' }
};
const measured = feeOf(0.0042, [0.0038, 0.0051]);
const cheap = feeOf(0.00002, [0.00001, 0.00003]);
const noSample = feeOf(null, [null, null], { n: 0, reason: 'no plain transfer in this window' });

/** Costs: typical values, with prices. */
export const COST_EXAMPLES: readonly WorkedExample[] = [
	example(
		'R4',
		'A median whose whole interval lies above the claim contradicts it.',
		caseOf(COST, measured),
		{
			finding: 'contradicted',
			direction: 'above',
			share: '42× the claim',
			rule: 'interval.outside'
		}
	),
	example(
		'R5',
		'An interval across the edge decides nothing.',
		caseOf(COST, feeOf(0.00014, [0.00012, 0.00017])),
		{ finding: 'borderline', share: '1.4× the claim', rule: 'interval.straddles' }
	),
	example(
		'R6',
		'An interval inside the claim agrees with it.',
		caseOf(COST, feeOf(0.00009, [0.00008, 0.00011])),
		{ finding: 'consistent', share: '90 % of claim', rule: 'interval.inside' }
	),
	{
		id: 'R6b',
		shows: 'Cheaper than claimed: “at most” agrees, “exactly” would not, and the flag says so.',
		cases: [
			{
				what: 'read as “at most”',
				input: caseOf(COST, cheap),
				expected: {
					finding: 'consistent',
					share: '20 % of claim',
					flags: ['reading_sensitive'],
					rule: 'interval.inside'
				}
			},
			{
				what: 'read as “exactly”',
				input: caseOf(exactly, cheap),
				expected: {
					finding: 'contradicted',
					direction: 'below',
					share: '20 % of claim',
					rule: 'interval.outside'
				}
			}
		],
		days: []
	},
	{
		id: 'R7',
		shows:
			'Without a transfer there is no fee, while a rate of zero is a value; what a node quotes is a stand-in.',
		cases: [
			{
				what: 'a fee, and nobody paid one',
				input: caseOf(COST, noSample),
				expected: {
					finding: 'insufficient_data',
					rule: 'gate.value',
					says: 'No plain transfer in this window'
				}
			},
			{
				what: 'a rate, and it was 0',
				input: caseOf({}, { value: 0, interval: [0, 0] }),
				expected: { finding: 'not_observed', share: '0 of claim', rule: 'sighting.none' }
			},
			{
				what: 'the fee that a node quotes',
				input: caseOf({ ...COST, measures: 'proxy' }, feeOf(0.0001, [0.0001, 0.0001])),
				expected: {
					finding: 'consistent',
					share: '1× the claim',
					flags: ['proxy'],
					rule: 'interval.inside'
				}
			}
		],
		days: []
	},
	example(
		'R8',
		'Prices for 24 of 30 days are too few for a value in dollars.',
		caseOf(COST, measured, { circumstances: [{ chainId: 324, priceCoverage: 24 / 30 }] }),
		{ finding: 'insufficient_data', flags: ['price_gap'], rule: 'gate.prices' }
	),
	example(
		'R8b',
		'But where even the lowest price would be too much, the bound decides.',
		caseOf(COST, feeOf(null, [null, null], { n: 0, reason: 'no price' }), {
			circumstances: [
				{
					chainId: 324,
					priceCoverage: 24 / 30,
					limits: [
						{
							kind: 'price',
							interval: [9e-7 * 500, null],
							unit: 'USD/tx',
							why: '9·10⁻⁷ ETH at the lowest price of any source, $500'
						}
					]
				}
			]
		}),
		{
			finding: 'contradicted',
			direction: 'above',
			share: '4.5× the claim',
			flags: ['price_gap'],
			rule: 'bound.price'
		}
	),
	example(
		'R9',
		'A price of gas says nothing of dollars a transfer.',
		caseOf(COST, feeOf(0.025, [0.02, 0.03], { unit: 'gwei/gas' })),
		{ finding: 'insufficient_data', rule: 'gate.unit' }
	)
];
