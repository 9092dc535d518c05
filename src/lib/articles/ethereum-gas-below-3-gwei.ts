import type { Article, ClaimedQuantity, Reading } from '#lib/domain/claims.ts';

const URL =
	'https://www.dimsumdaily.hk/ethereum-gas-prices-hit-lowest-level-since-2020-highlighting-layer-2-network-benefits/';

const gwei = (
	printed: string,
	value: number,
	comparator: ClaimedQuantity['comparator'] = '='
): ClaimedQuantity => ({ printed, value, low: null, high: null, comparator, unit: 'gwei/gas' });

const BETWEEN_15_AND_20: ClaimedQuantity = {
	printed: 'between 15 and 20 gwei',
	value: null,
	low: 15,
	high: 20,
	comparator: 'in',
	unit: 'gwei/gas'
};

/** The base fee in the place of the price paid, which has the tip on top. */
const baseFee = {
	version: 1,
	wording: 'article',
	form: 'typical',
	metric: 'fee.base',
	statistic: 'p50',
	peakWindow: null,
	chains: [1],
	combiner: 'any',
	baseWindow: null,
	measures: 'proxy',
	gates: { minCoverage: 0.9, minSamples: 100 },
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

const WITHOUT_TIP =
	'A gas price is the base fee and a tip. Only the base fee stands in every header; the price paid is a little higher.';

/** “Ethereum gas prices hit lowest level since 2020 …”: four figures and a date on Ethereum’s own fees. */
const article: Article = {
	slug: 'ethereum-gas-below-3-gwei',
	title: 'Ethereum gas prices hit lowest level since 2020, highlighting Layer 2 network benefits',
	publisher: 'Dimsum Daily',
	byline: null,
	published: '2024-06-24',
	url: URL,
	accessed: '2026-11-26',
	demo: false,
	text: null,
	statements: [
		{
			id: 'G01',
			quote: 'On Saturday, the median gas price dropped below 3 gwei',
			start: 0,
			end: 54,
			claim: 'ethereum-gas-below-3-gwei-on-saturday'
		},
		{
			id: 'G02',
			quote: 'just a year ago when the median price ranged between 15 and 20 gwei',
			start: 0,
			end: 67,
			claim: 'ethereum-gas-15-20-gwei-a-year-before'
		},
		{
			id: 'G03',
			quote: 'the highest median gas price recorded on 5th March, reaching 83 gwei',
			start: 0,
			end: 68,
			claim: 'ethereum-gas-83-gwei-on-5-march-2024'
		},
		{
			id: 'G04',
			quote: 'the implementation of the Dencun upgrade on Ethereum on 13th March',
			start: 0,
			end: 66,
			claim: 'dencun-13-march-2024'
		},
		{
			id: 'G05',
			quote:
				'The median daily gas price on Ethereum’s mainnet plummeted to its lowest level since 2020',
			start: 0,
			end: 89,
			claim: 'ethereum-gas-lowest-since-2020'
		},
		{
			id: 'G06',
			quote: 'Ethereum’s burn rate has reached a 12-month low',
			start: 0,
			end: 47,
			claim: 'ethereum-burn-rate-12-month-low'
		},
		{
			id: 'G07',
			quote: 'a seven-day average supply growth of 0.56% per year',
			start: 0,
			end: 51,
			claim: 'ether-supply-grows-0-56-percent'
		}
	],
	gaps: [],
	contradictions: [],
	claims: [
		{
			slug: 'ethereum-gas-below-3-gwei-on-saturday',
			kind: 'cost',
			subject: 'gas on Ethereum',
			predicate: 'cost in the median below',
			claimed: gwei('3 gwei', 3, '<'),
			rating: {
				rated: true,
				readings: [
					{
						...baseFee,
						id: 'ethereum-gas-below-3-gwei-on-saturday/base-fee',
						description:
							'The median base fee of the blocks of 22 June 2024, UTC, was below 3 gwei.',
						window: { kind: 'closed', from: '2024-06-22', to: '2024-06-23' },
						claimed: gwei('3 gwei', 3, '<'),
						tolerance: { relative: 0, absolute: 0.5 }
					}
				]
			},
			caveat: WITHOUT_TIP,
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'Saturday is read as 22 June 2024, the one before the day of publication, by UTC.',
					source: URL,
					date: '2024-06-24'
				}
			]
		},
		{
			slug: 'ethereum-gas-15-20-gwei-a-year-before',
			kind: 'cost',
			subject: 'gas on Ethereum',
			predicate: 'cost in the median, a year before',
			claimed: BETWEEN_15_AND_20,
			rating: {
				rated: true,
				readings: [
					{
						...baseFee,
						id: 'ethereum-gas-15-20-gwei-a-year-before/base-fee',
						description:
							'The median of the daily median base fees of the 30 days around 24 June 2023 was between 15 and 20 gwei.',
						statistic: 'median_of_daily_medians',
						window: { kind: 'closed', from: '2023-06-09', to: '2023-07-09' },
						claimed: BETWEEN_15_AND_20,
						tolerance: { relative: 0.1, absolute: 0.5 },
						gates: { minCoverage: 0.9, minSamples: 6 }
					}
				]
			},
			caveat: WITHOUT_TIP,
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'A year ago is read as the 30 days around the same day of 2023.',
					source: URL,
					date: '2024-06-24'
				}
			]
		},
		{
			slug: 'ethereum-gas-83-gwei-on-5-march-2024',
			kind: 'cost',
			subject: 'gas on Ethereum',
			predicate: 'cost in the median, at its highest',
			claimed: gwei('83 gwei', 83),
			rating: {
				rated: true,
				readings: [
					{
						...baseFee,
						id: 'ethereum-gas-83-gwei-on-5-march-2024/base-fee',
						description: 'The median base fee of the blocks of 5 March 2024, UTC, was 83 gwei.',
						window: { kind: 'closed', from: '2024-03-05', to: '2024-03-06' },
						claimed: gwei('83 gwei', 83),
						tolerance: { relative: 0.1, absolute: 0.5 }
					}
				]
			},
			caveat: `${WITHOUT_TIP} That no day of the year was dearer is not tested.`,
			editorial: []
		},
		{
			slug: 'dencun-13-march-2024',
			kind: 'event',
			subject: 'Dencun',
			predicate: 'was activated on',
			claimed: {
				printed: '13th March',
				value: null,
				low: 1710288000,
				high: 1710374399,
				comparator: 'in',
				unit: 'date'
			},
			rating: {
				rated: true,
				readings: [
					{
						id: 'dencun-13-march-2024/activation',
						version: 1,
						wording: 'article',
						description: 'The first block under Dencun’s rules has a time on 13 March 2024, UTC.',
						form: 'event',
						metric: 'fork.activation',
						statistic: 'p50',
						peakWindow: null,
						chains: [1],
						combiner: 'any',
						window: { kind: 'closed', from: '2024-03-13', to: '2024-03-15' },
						baseWindow: null,
						claimed: {
							printed: '13th March',
							value: null,
							low: 1710288000,
							high: 1710374399,
							comparator: 'in',
							unit: 'date'
						},
						tolerance: { relative: 0, absolute: 0 },
						measures: 'direct',
						gates: { minCoverage: 0, minSamples: 1 },
						dueAt: null,
						notComparable: null
					}
				]
			},
			caveat: 'Only the date is tested, not what the upgrade did to fees.',
			editorial: []
		},
		{
			slug: 'ethereum-gas-lowest-since-2020',
			kind: 'trend',
			subject: 'gas on Ethereum',
			predicate: 'was cheaper than on any day since 2020',
			claimed: null,
			rating: {
				rated: false,
				reason:
					'Every day since 2020 would have to be known, and blocks state a base fee only since August 2021.'
			},
			caveat: 'The figure for that day is tested by itself.',
			editorial: []
		},
		{
			slug: 'ethereum-burn-rate-12-month-low',
			kind: 'trend',
			subject: 'ether burned',
			predicate: 'was the least in twelve months',
			claimed: null,
			rating: {
				rated: false,
				reason: 'Ether burned, base fee times gas used block by block, is not among the metrics.'
			},
			caveat: 'It falls with the base fee, which is tested.',
			editorial: []
		},
		{
			slug: 'ether-supply-grows-0-56-percent',
			kind: 'change',
			subject: 'the supply of ether',
			predicate: 'grew at a yearly rate of',
			claimed: {
				printed: '0.56%',
				value: 0.56,
				low: null,
				high: null,
				comparator: '=',
				unit: '%'
			},
			rating: {
				rated: false,
				reason:
					'What validators are paid stands on the consensus layer, which none of the endpoints shows.'
			},
			caveat: 'A week’s rate, stated for a year.',
			editorial: []
		}
	]
};
export default article;
