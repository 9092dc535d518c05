import type { Article, ClaimedQuantity, Reading, Tolerance } from '#lib/domain/claims.ts';

/** The whole text of the demo article. It is our own and made up, so it may be shown in full. */
export const DEMO_TEXT: string = [
	'Two demo chains promise cheap transfers',
	'',
	'This text was made up for the Claimgauge demo. It is about two local chains that exist only while the demo runs, and about no public network.',
	'',
	'Fees. On Demo L2 a plain transfer costs at most 1,000 gwei. On Demo L1, it says, a plain transfer costs at most 1,000 gwei as well. In dollars, Demo L2 takes $0.0001 for one.',
	'',
	'Speed. Demo L2 can handle 5,000 transactions per second. In its busiest hour it carried 0.02 transactions per second. Demo L1 makes a block at least every minute. By 2030, Demo L2 will carry 1,000 transactions per second. In the last 60 days it had an hour with 3 transactions per second, and in a laboratory it reached 50,000 transactions per second. Demo L2 makes a block every 10 seconds.',
	'',
	'Price. Demo ether costs at least $20, and usually at most $100.',
	'',
	'Praise. Demo L2 is the friendliest chain for builders. Three banks are said to be testing it in private.',
	'',
	'Errors. Demo L1 carried 1 transaction per second in its busiest hour.',
	''
].join('\n');

/** Costs and latencies: 10 % or half a unit of the last printed digit (methodology, tolerances). */
const atMost1000Gwei: ClaimedQuantity = {
	printed: '1,000 gwei',
	value: 1000,
	low: null,
	high: null,
	comparator: '<=',
	unit: 'gwei/tx'
};
const costTolerance: Tolerance = { relative: 0.1, absolute: 0.5 };
/** Capacities and rates: 5 %. */
const rateTolerance: Tolerance = { relative: 0.05, absolute: 0 };

/** A typical fee rests on days: below six no 95 % interval of their median exists. */
const typicalFee = {
	version: 1,
	wording: 'article',
	form: 'typical',
	metric: 'fee.native_transfer',
	statistic: 'median_of_daily_medians',
	peakWindow: null,
	combiner: 'any',
	window: { kind: 'rolling', days: 30 },
	baseWindow: null,
	claimed: atMost1000Gwei,
	tolerance: costTolerance,
	measures: 'direct',
	gates: { minCoverage: 0.9, minSamples: 6 },
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

/** A peak could sit in whatever is not covered, so nearly all of the window must be. */
const peakOfDemoL2 = {
	version: 1,
	wording: 'article',
	metric: 'throughput.user_tx',
	statistic: 'max',
	chains: [31338],
	combiner: 'any',
	window: { kind: 'rolling', days: 30 },
	baseWindow: null,
	tolerance: rateTolerance,
	measures: 'direct',
	gates: { minCoverage: 0.99, minSamples: 1 },
	notComparable: null
} as const satisfies Partial<Reading>;

/** The usual time between two blocks. */
const usualInterval = {
	version: 1,
	wording: 'article',
	form: 'typical',
	metric: 'block.interval',
	statistic: 'p50',
	peakWindow: null,
	combiner: 'any',
	window: { kind: 'rolling', days: 30 },
	baseWindow: null,
	tolerance: { relative: 0.1, absolute: 0.5 },
	measures: 'direct',
	gates: { minCoverage: 0.9, minSamples: 100 },
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

/** What demo ether usually costs, by the feed on Demo L1. */
const usualPrice = {
	version: 1,
	wording: 'article',
	form: 'typical',
	metric: 'price.eth_usd',
	statistic: 'median_of_daily_medians',
	peakWindow: null,
	chains: [31337],
	combiner: 'any',
	window: { kind: 'rolling', days: 30 },
	baseWindow: null,
	tolerance: { relative: 0, absolute: 0.5 },
	measures: 'direct',
	gates: { minCoverage: 0.9, minSamples: 6 },
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

/** An amount of dollars: of a token, or of a transaction. */
function dollars(
	printed: string,
	value: number,
	comparator: '>=' | '<=',
	unit: 'USD' | 'USD/tx' = 'USD'
): ClaimedQuantity {
	return { printed, value, low: null, high: null, comparator, unit };
}

/** A length of time between blocks. */
function blockTime(printed: string, value: number): ClaimedQuantity {
	return { printed, value, low: null, high: null, comparator: '<=', unit: 's' };
}

/** A quantity of transactions per second with one figure. */
function perSecond(printed: string, value: number): ClaimedQuantity {
	return { printed, value, low: null, high: null, comparator: '>=', unit: 'tx/s' };
}

/** The article of `npm run demo`: made up, about the two demo chains only. */
const demo: Article = {
	slug: 'demo-two-chains',
	title: 'Two demo chains promise cheap transfers',
	publisher: 'Claimgauge demo',
	byline: null,
	published: '2026-11-20',
	url: 'https://example.org/claimgauge-demo/two-chains',
	accessed: '2026-11-23',
	demo: true,
	text: {
		sha256: '95defadf0ed3685a1595fe7ad908f164484ee891d7240cb683e9fd4f266062ea',
		characters: 994
	},
	statements: [
		{
			id: 'D01',
			quote: 'On Demo L2 a plain transfer costs at most 1,000 gwei',
			start: 190,
			end: 242,
			claim: 'demo-l2-transfer-1000-gwei'
		},
		{
			id: 'D02',
			quote: 'a plain transfer costs at most 1,000 gwei as well',
			start: 265,
			end: 314,
			claim: 'demo-l1-transfer-1000-gwei'
		},
		{
			id: 'D03',
			quote: 'Demo L2 takes $0.0001 for one',
			start: 328,
			end: 357,
			claim: 'demo-l2-transfer-0-0001-usd'
		},
		{
			id: 'D04',
			quote: 'Demo L2 can handle 5,000 transactions per second',
			start: 367,
			end: 415,
			claim: 'demo-l2-5000-tps'
		},
		{
			id: 'D05',
			quote: 'In its busiest hour it carried 0.02 transactions per second',
			start: 417,
			end: 476,
			claim: 'demo-l2-busiest-hour'
		},
		{
			id: 'D06',
			quote: 'Demo L1 makes a block at least every minute',
			start: 478,
			end: 521,
			claim: 'demo-l1-block-every-minute'
		},
		{
			id: 'D07',
			quote: 'By 2030, Demo L2 will carry 1,000 transactions per second',
			start: 523,
			end: 580,
			claim: 'demo-l2-1000-tps-by-2030'
		},
		{
			id: 'D08',
			quote: 'In the last 60 days it had an hour with 3 transactions per second',
			start: 582,
			end: 647,
			claim: 'demo-l2-3-tps-in-60-days'
		},
		{
			id: 'D09',
			quote: 'in a laboratory it reached 50,000 transactions per second',
			start: 653,
			end: 710,
			claim: 'demo-l2-laboratory-50000-tps'
		},
		{
			id: 'D10',
			quote: 'Demo L2 makes a block every 10 seconds',
			start: 712,
			end: 750,
			claim: 'demo-l2-block-every-10-seconds'
		},
		{
			id: 'D11',
			quote: 'Demo ether costs at least $20',
			start: 760,
			end: 789,
			claim: 'demo-ether-at-least-20-usd'
		},
		{
			id: 'D12',
			quote: 'usually at most $100',
			start: 795,
			end: 815,
			claim: 'demo-ether-at-most-100-usd'
		},
		{
			id: 'D13',
			quote: 'Demo L2 is the friendliest chain for builders',
			start: 826,
			end: 871,
			claim: 'demo-l2-friendliest'
		},
		{
			id: 'D14',
			quote: 'Three banks are said to be testing it in private',
			start: 873,
			end: 921,
			claim: 'demo-l2-banks'
		},
		{
			id: 'D15',
			quote: 'Demo L1 carried 1 transaction per second in its busiest hour',
			start: 932,
			end: 992,
			claim: 'demo-l1-1-tps'
		}
	],
	gaps: [],
	contradictions: [],
	claims: [
		{
			slug: 'demo-l2-transfer-1000-gwei',
			kind: 'cost',
			subject: 'a plain transfer on Demo L2',
			predicate: 'costs at most',
			claimed: atMost1000Gwei,
			rating: {
				rated: true,
				readings: [
					{
						...typicalFee,
						id: 'demo-l2-transfer-1000-gwei/user-fee',
						description:
							'The median of the daily median fees of plain transfers on Demo L2 over 30 days is at most 1,000 gwei.',
						chains: [31338]
					}
				]
			},
			caveat: 'Demo ether is worth nothing: its price is made up by the demo.',
			editorial: []
		},
		{
			slug: 'demo-l1-transfer-1000-gwei',
			kind: 'cost',
			subject: 'a plain transfer on Demo L1',
			predicate: 'costs at most',
			claimed: atMost1000Gwei,
			rating: {
				rated: true,
				readings: [
					{
						...typicalFee,
						id: 'demo-l1-transfer-1000-gwei/user-fee',
						description:
							'The median of the daily median fees of plain transfers on Demo L1 over 30 days is at most 1,000 gwei.',
						chains: [31337]
					}
				]
			},
			caveat: 'Demo ether is worth nothing: its price is made up by the demo.',
			editorial: []
		},
		{
			slug: 'demo-l2-5000-tps',
			kind: 'capacity',
			subject: 'Demo L2',
			predicate: 'can handle',
			claimed: perSecond('5,000 transactions per second', 5000),
			rating: {
				rated: true,
				readings: [
					{
						...peakOfDemoL2,
						id: 'demo-l2-5000-tps/peak-1h',
						description:
							'In at least one hour of the last 30 days Demo L2 carried 5,000 user transactions per second.',
						form: 'capability',
						peakWindow: '1h',
						claimed: perSecond('5,000 transactions per second', 5000),
						dueAt: null
					}
				]
			},
			caveat: 'Traffic shows demand, not capacity: seeing less than claimed does not refute it.',
			editorial: []
		},
		{
			slug: 'demo-l2-busiest-hour',
			kind: 'observed_rate',
			subject: 'Demo L2',
			predicate: 'carried in its busiest hour',
			claimed: perSecond('0.02 transactions per second', 0.02),
			rating: {
				rated: true,
				readings: [
					{
						...peakOfDemoL2,
						id: 'demo-l2-busiest-hour/peak-1h',
						description:
							'In at least one hour of the last 30 days Demo L2 carried 0.02 user transactions per second.',
						form: 'existential',
						peakWindow: '1h',
						claimed: perSecond('0.02 transactions per second', 0.02),
						dueAt: null
					}
				]
			},
			caveat: 'The traffic of the demo is made by the demo itself.',
			editorial: []
		},
		{
			slug: 'demo-l1-block-every-minute',
			kind: 'latency',
			subject: 'Demo L1',
			predicate: 'makes a block at least every',
			claimed: blockTime('every minute', 60),
			rating: {
				rated: true,
				readings: [
					{
						...usualInterval,
						id: 'demo-l1-block-every-minute/interval',
						description:
							'Half of the intervals between blocks of Demo L1 over 30 days are at most 60 seconds long.',
						chains: [31337],
						claimed: blockTime('every minute', 60)
					}
				]
			},
			caveat:
				'“At least every minute” is read as the usual case: a single longer interval does not refute it.',
			editorial: []
		},
		{
			slug: 'demo-l2-1000-tps-by-2030',
			kind: 'forecast',
			subject: 'Demo L2',
			predicate: 'will carry by 2030',
			claimed: perSecond('1,000 transactions per second', 1000),
			rating: {
				rated: true,
				readings: [
					{
						...peakOfDemoL2,
						id: 'demo-l2-1000-tps-by-2030/peak-60s',
						description:
							'From 2030 on, Demo L2 carries 1,000 user transactions per second in at least one minute of 30 days.',
						form: 'existential',
						peakWindow: '60s',
						claimed: perSecond('1,000 transactions per second', 1000),
						dueAt: '2030-01-01'
					}
				]
			},
			caveat: 'A forecast is not judged before its date.',
			editorial: []
		},
		{
			slug: 'demo-l2-friendliest',
			kind: 'evaluation',
			subject: 'Demo L2',
			predicate: 'is the friendliest chain',
			claimed: null,
			rating: {
				rated: false,
				reason: '“Friendliest” names no quantity, so there is nothing to measure.'
			},
			caveat: 'Listed, so that the article is shown whole.',
			editorial: []
		},
		{
			slug: 'demo-l2-banks',
			kind: 'adoption',
			subject: 'three unnamed banks',
			predicate: 'test Demo L2',
			claimed: null,
			rating: {
				rated: false,
				reason: 'The banks are not named, and what is tested in private leaves no public trace.'
			},
			caveat: '“Are said to” is hearsay already in the article.',
			editorial: []
		},
		{
			slug: 'demo-l2-transfer-0-0001-usd',
			kind: 'cost',
			subject: 'a plain transfer on Demo L2',
			predicate: 'costs',
			claimed: dollars('$0.0001', 0.0001, '<=', 'USD/tx'),
			rating: {
				rated: true,
				readings: [
					{
						...typicalFee,
						id: 'demo-l2-transfer-0-0001-usd/user-fee',
						description:
							'The median of the daily median fees of plain transfers on Demo L2 over 30 days, each at its hour’s price, is at most $0.0001.',
						chains: [31338],
						claimed: dollars('$0.0001', 0.0001, '<=', 'USD/tx'),
						tolerance: { relative: 0.1, absolute: 0.00005 }
					}
				]
			},
			caveat: 'Demo ether is worth nothing: its price is made up by the demo.',
			editorial: []
		},
		{
			slug: 'demo-l2-3-tps-in-60-days',
			kind: 'observed_rate',
			subject: 'Demo L2',
			predicate: 'carried in an hour of the last 60 days',
			claimed: perSecond('3 transactions per second', 3),
			rating: {
				rated: true,
				readings: [
					{
						...peakOfDemoL2,
						id: 'demo-l2-3-tps-in-60-days/peak-1h',
						description:
							'In at least one hour of the last 60 days Demo L2 carried 3 user transactions per second.',
						form: 'existential',
						peakWindow: '1h',
						window: { kind: 'rolling', days: 60 },
						claimed: perSecond('3 transactions per second', 3),
						dueAt: null
					}
				]
			},
			caveat: 'The demo’s history is 35 days long, so a peak could sit in the days before it.',
			editorial: []
		},
		{
			slug: 'demo-l2-laboratory-50000-tps',
			kind: 'capacity',
			subject: 'Demo L2 in a laboratory',
			predicate: 'reached',
			claimed: perSecond('50,000 transactions per second', 50_000),
			rating: {
				rated: true,
				readings: [
					{
						...peakOfDemoL2,
						id: 'demo-l2-laboratory-50000-tps/peak-1h',
						description:
							'In at least one hour of the last 30 days Demo L2 carried 50,000 user transactions per second.',
						form: 'capability',
						peakWindow: '1h',
						claimed: perSecond('50,000 transactions per second', 50_000),
						dueAt: null,
						notComparable:
							'A laboratory’s figure is about another machine than the chain: what the chain carries can neither confirm nor refute it.'
					}
				]
			},
			caveat: 'Nothing of a laboratory is visible on a chain.',
			editorial: []
		},
		{
			slug: 'demo-l2-block-every-10-seconds',
			kind: 'latency',
			subject: 'Demo L2',
			predicate: 'makes a block every',
			claimed: blockTime('every 10 seconds', 10),
			rating: {
				rated: true,
				readings: [
					{
						...usualInterval,
						id: 'demo-l2-block-every-10-seconds/interval',
						description:
							'Half of the intervals between blocks of Demo L2 over 30 days are at most 10 seconds long.',
						chains: [31338],
						claimed: blockTime('every 10 seconds', 10)
					}
				]
			},
			caveat: 'Blocks of the demo’s past stand further apart than those it makes live.',
			editorial: []
		},
		{
			slug: 'demo-ether-at-least-20-usd',
			kind: 'price',
			subject: 'demo ether',
			predicate: 'costs at least',
			claimed: dollars('$20', 20, '>='),
			rating: {
				rated: true,
				readings: [
					{
						...usualPrice,
						id: 'demo-ether-at-least-20-usd/daily-price',
						description:
							'The median of the daily median prices of demo ether over 30 days is at least $20.',
						claimed: dollars('$20', 20, '>=')
					}
				]
			},
			caveat: 'The price is made up by the demo.',
			editorial: []
		},
		{
			slug: 'demo-ether-at-most-100-usd',
			kind: 'price',
			subject: 'demo ether',
			predicate: 'usually costs at most',
			claimed: dollars('$100', 100, '<='),
			rating: {
				rated: true,
				readings: [
					{
						...usualPrice,
						id: 'demo-ether-at-most-100-usd/daily-price',
						description:
							'The median of the daily median prices of demo ether over 30 days is at most $100.',
						claimed: dollars('$100', 100, '<=')
					}
				]
			},
			caveat: 'The price is made up by the demo, and moves around $100.',
			editorial: []
		},
		{
			slug: 'demo-l1-1-tps',
			kind: 'observed_rate',
			subject: 'Demo L1',
			predicate: 'carried in its busiest hour',
			claimed: perSecond('1 transaction per second', 1),
			rating: {
				rated: true,
				readings: [
					{
						...peakOfDemoL2,
						id: 'demo-l1-1-tps/peak-1h',
						description:
							'In at least one hour of the last 30 days Demo L1 carried 1 user transaction per second.',
						form: 'existential',
						peakWindow: '1h',
						chains: [31337],
						claimed: perSecond('1 transaction per second', 1),
						dueAt: null
					}
				]
			},
			caveat: 'It shows what a withdrawn finding looks like.',
			editorial: []
		}
	]
};
export default demo;
