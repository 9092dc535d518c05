import type { Article, ClaimedQuantity, Reading } from '#lib/domain/claims.ts';

const BASE = [8453] as const;

const perSecond = (
	printed: string,
	value: number,
	comparator: ClaimedQuantity['comparator'] = '='
): ClaimedQuantity => ({ printed, value, low: null, high: null, comparator, unit: 'tx/s' });

/** The day of the launch, 29 May, and the day after: the article gives no hour. */
const LAUNCH = { kind: 'closed', from: '2025-05-29', to: '2025-05-31' } as const;

/** A transaction of any kind counts: the article says neither which were counted nor by whom. */
const peakOnBase = {
	version: 1,
	wording: 'article',
	form: 'existential',
	metric: 'throughput.tx',
	statistic: 'max',
	chains: BASE,
	combiner: 'any',
	window: LAUNCH,
	baseWindow: null,
	claimed: perSecond('959 transactions per second', 959, '>='),
	tolerance: { relative: 0.05, absolute: 0 },
	measures: 'direct',
	gates: { minCoverage: 0.99, minSamples: 1 },
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

/** “Base Achieves 959 TPS, Nears Solana's Performance”: another rollup than the first article’s, and a peak with a day. */
const article: Article = {
	slug: 'base-959-tps',
	title: "Base Achieves 959 TPS, Nears Solana's Performance",
	publisher: 'AInvest',
	byline: 'Coin World',
	published: '2025-05-30',
	url: 'https://www.ainvest.com/news/base-achieves-959-tps-nears-solana-performance-2505',
	accessed: '2026-11-26',
	demo: false,
	text: null,
	statements: [
		{
			id: 'B01',
			quote: 'Base reached a maximum of 959 transactions per second',
			start: 0,
			end: 53,
			claim: 'base-959-tps-peak'
		},
		{
			id: 'B02',
			quote: 'with a theoretical maximum of 1,429 TPS',
			start: 0,
			end: 39,
			claim: 'base-theoretical-1429-tps'
		},
		{
			id: 'B03',
			quote: "Currently, the network's TPS is reported to be 137.",
			start: 0,
			end: 51,
			claim: 'base-137-tps'
		},
		{
			id: 'B04',
			quote: "Solana's throughput is currently around 1,039 transactions per second",
			start: 0,
			end: 69,
			claim: 'solana-1039-tps'
		},
		{
			id: 'B05',
			quote: 'There was a spike in Base fees on May 29, but the average remained around 4 cents.',
			start: 0,
			end: 82,
			claim: 'base-average-fee-4-cents'
		},
		{
			id: 'B06',
			quote:
				'Base is the largest rollup-based layer-2 network in terms of value locked onchain, with $15.3 billion',
			start: 0,
			end: 101,
			claim: 'base-15-3-billion'
		}
	],
	gaps: [],
	contradictions: [],
	claims: [
		{
			slug: 'base-959-tps-peak',
			kind: 'observed_rate',
			subject: 'Base',
			predicate: 'reached at most',
			claimed: perSecond('959 transactions per second', 959),
			rating: {
				rated: true,
				readings: [
					{
						...peakOnBase,
						id: 'base-959-tps-peak/peak-10s',
						description:
							'In at least ten seconds of 29 or 30 May 2025 Base carried 959 transactions per second.',
						peakWindow: '10s'
					},
					{
						...peakOnBase,
						id: 'base-959-tps-peak/peak-60s',
						description:
							'In at least one minute of 29 or 30 May 2025 Base carried 959 transactions per second.',
						peakWindow: '60s'
					}
				]
			},
			caveat:
				'The article does not say over how long the maximum was taken. The shorter the window, the greater the peak, so the shortest that is measured here is the most charitable.',
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'The article names the day of the launch, 29 May, but neither hour nor length. Both days are searched, in stretches of ten seconds and of a minute.',
					source:
						'https://www.ainvest.com/news/base-achieves-959-tps-nears-solana-performance-2505',
					date: '2025-05-30'
				}
			]
		},
		{
			slug: 'base-theoretical-1429-tps',
			kind: 'capacity',
			subject: 'Base',
			predicate: 'has a theoretical maximum of',
			claimed: perSecond('1,429 TPS', 1429),
			rating: {
				rated: true,
				readings: [
					{
						id: 'base-theoretical-1429-tps/gas-ceiling',
						version: 1,
						wording: 'article',
						description:
							'On the day of publication the gas limit of Base had room for 1,429 plain transfers a second.',
						form: 'typical',
						metric: 'capacity.gas_ceiling',
						statistic: 'mean',
						peakWindow: null,
						chains: BASE,
						combiner: 'any',
						window: { kind: 'closed', from: '2025-05-30', to: '2025-05-31' },
						baseWindow: null,
						claimed: perSecond('1,429 TPS', 1429),
						tolerance: { relative: 0.05, absolute: 0.5 },
						measures: 'direct',
						gates: { minCoverage: 0.9, minSamples: 100 },
						dueAt: null,
						notComparable: null
					}
				]
			},
			caveat:
				'A maximum of the protocol at one gas limit, which operators change. 1,429 is what 60,000,000 gas in each block of two seconds leave room for at 21,000 gas a transfer.',
			editorial: []
		},
		{
			slug: 'base-137-tps',
			kind: 'observed_rate',
			subject: 'Base',
			predicate: 'carries',
			claimed: perSecond('137', 137),
			rating: {
				rated: true,
				readings: [
					{
						id: 'base-137-tps/mean-of-the-day',
						version: 1,
						wording: 'article',
						description:
							'On the day of publication Base carried 137 transactions per second on average.',
						form: 'typical',
						metric: 'throughput.tx',
						statistic: 'mean',
						peakWindow: null,
						chains: BASE,
						combiner: 'any',
						window: { kind: 'closed', from: '2025-05-30', to: '2025-05-31' },
						baseWindow: null,
						claimed: perSecond('137', 137),
						tolerance: { relative: 0.1, absolute: 0.5 },
						measures: 'direct',
						gates: { minCoverage: 0.9, minSamples: 100 },
						dueAt: null,
						notComparable: null
					}
				]
			},
			caveat: '“Currently” is one moment; a day’s mean can differ from it by a good part.',
			editorial: []
		},
		{
			slug: 'solana-1039-tps',
			kind: 'observed_rate',
			subject: 'Solana',
			predicate: 'carries around',
			claimed: perSecond('1,039 transactions per second', 1039, '≈'),
			rating: {
				rated: false,
				reason:
					'Solana has no Ethereum-style interface, and only chains that have one are measured.'
			},
			caveat:
				'Votes of validators are transactions on Solana, and counts differ by whether they count.',
			editorial: []
		},
		{
			slug: 'base-average-fee-4-cents',
			kind: 'cost',
			subject: 'a transaction on Base',
			predicate: 'costs on average around',
			claimed: {
				printed: '4 cents',
				value: 0.04,
				low: null,
				high: null,
				comparator: '≈',
				unit: 'USD/tx'
			},
			rating: {
				rated: false,
				reason:
					'Fees of all transactions of a day are not collected, and those of plain transfers are another quantity.'
			},
			caveat: 'An average is drawn up by a few dear transactions; most cost less.',
			editorial: []
		},
		{
			slug: 'base-15-3-billion',
			kind: 'level',
			subject: 'Base',
			predicate: 'holds',
			claimed: {
				printed: '$15.3 billion',
				value: 15_300_000_000,
				low: null,
				high: null,
				comparator: '=',
				unit: 'USD'
			},
			rating: {
				rated: false,
				reason:
					'Much of the value on Base was issued there or came over bridges of others, which no escrow on Ethereum shows.'
			},
			caveat: 'Value locked, value secured and value in DeFi are three figures, far apart.',
			editorial: []
		}
	]
};
export default article;
