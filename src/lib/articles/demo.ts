import type { Article, ClaimedQuantity, Reading, Tolerance } from '#lib/domain/claims.ts';

/** The whole text of the demo article. It is our own and made up, so it may be shown in full. */
export const DEMO_TEXT: string = [
	'Two demo chains promise cheap transfers',
	'',
	'This text was made up for the Claimgauge demo. It is about two local chains that exist only while the demo runs, and about no public network.',
	'',
	'Fees. On Demo L2 a plain transfer costs at most 1,000 gwei. On Demo L1, it says, a plain transfer costs at most 1,000 gwei as well.',
	'',
	'Speed. Demo L2 can handle 5,000 transactions per second. In its busiest hour it carried 0.02 transactions per second. Demo L1 makes a block at least every minute. By 2030, Demo L2 will carry 1,000 transactions per second.',
	'',
	'Praise. Demo L2 is the friendliest chain for builders. Three banks are said to be testing it in private.',
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
		sha256: '2ba898db643f766a8c330eafd0ecc76fc183b879c5ca505d0be53f99970aa6a5',
		characters: 645
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
			quote: 'Demo L2 can handle 5,000 transactions per second',
			start: 324,
			end: 372,
			claim: 'demo-l2-5000-tps'
		},
		{
			id: 'D04',
			quote: 'In its busiest hour it carried 0.02 transactions per second',
			start: 374,
			end: 433,
			claim: 'demo-l2-busiest-hour'
		},
		{
			id: 'D05',
			quote: 'Demo L1 makes a block at least every minute',
			start: 435,
			end: 478,
			claim: 'demo-l1-block-every-minute'
		},
		{
			id: 'D06',
			quote: 'By 2030, Demo L2 will carry 1,000 transactions per second',
			start: 480,
			end: 537,
			claim: 'demo-l2-1000-tps-by-2030'
		},
		{
			id: 'D07',
			quote: 'Demo L2 is the friendliest chain for builders',
			start: 548,
			end: 593,
			claim: 'demo-l2-friendliest'
		},
		{
			id: 'D08',
			quote: 'Three banks are said to be testing it in private',
			start: 595,
			end: 643,
			claim: 'demo-l2-banks'
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
			caveat: 'Demo ether has no price: gwei of it are worth nothing.',
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
			caveat: 'Demo ether has no price: gwei of it are worth nothing.',
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
			claimed: {
				printed: 'every minute',
				value: 60,
				low: null,
				high: null,
				comparator: '<=',
				unit: 's'
			},
			rating: {
				rated: true,
				readings: [
					{
						id: 'demo-l1-block-every-minute/interval',
						version: 1,
						wording: 'article',
						description:
							'Half of the intervals between blocks of Demo L1 over 30 days are at most 60 seconds long.',
						form: 'typical',
						metric: 'block.interval',
						statistic: 'p50',
						peakWindow: null,
						chains: [31337],
						combiner: 'any',
						window: { kind: 'rolling', days: 30 },
						baseWindow: null,
						claimed: {
							printed: 'every minute',
							value: 60,
							low: null,
							high: null,
							comparator: '<=',
							unit: 's'
						},
						tolerance: { relative: 0.1, absolute: 0.5 },
						measures: 'direct',
						gates: { minCoverage: 0.9, minSamples: 100 },
						dueAt: null,
						notComparable: null
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
		}
	]
};
export default demo;
