import type { Article, ClaimedQuantity } from '#lib/domain/claims.ts';

const EVERY_TWO_SECONDS: ClaimedQuantity = {
	printed: 'every 2 seconds',
	value: 2,
	low: null,
	high: null,
	comparator: '=',
	unit: 's'
};

/** “We’re making Base 10x faster with Flashblocks”: its plain statement on block times should hold, then and now. */
const article: Article = {
	slug: 'base-flashblocks',
	title: 'We’re making Base 10x faster with Flashblocks',
	publisher: 'Base Engineering Blog',
	byline: 'Cody Wang and Danyal Prout',
	published: '2025-05-15',
	url: 'https://blog.base.dev/accelerating-base-with-flashblocks',
	accessed: '2026-11-26',
	demo: false,
	text: null,
	statements: [
		{
			id: 'F01',
			quote: 'Base chain will have 200-millisecond “preconfirmation blocks”',
			start: 0,
			end: 61,
			claim: 'base-200-ms-preconfirmations'
		},
		{
			id: 'F02',
			quote: 'This will make Base 10x faster than it is today, slated to go live this Summer.',
			start: 0,
			end: 79,
			claim: 'base-10x-faster'
		},
		{
			id: 'F03',
			quote: 'Currently, Base creates a new block every 2 seconds.',
			start: 0,
			end: 52,
			claim: 'base-block-every-2-seconds'
		},
		{
			id: 'F04',
			quote: 'Each Flashblock contains ~10% of the transactions (by gas) of a regular block',
			start: 0,
			end: 77,
			claim: 'flashblock-10-percent-of-a-block'
		},
		{
			id: 'F05',
			quote: 'we’ve seen up to 10x reduction in transaction inclusion times',
			start: 0,
			end: 61,
			claim: 'base-sepolia-10x-inclusion'
		}
	],
	gaps: [],
	contradictions: [],
	claims: [
		{
			slug: 'base-200-ms-preconfirmations',
			kind: 'forecast',
			subject: 'Base',
			predicate: 'will have preconfirmations every',
			claimed: {
				printed: '200-millisecond',
				value: 200,
				low: null,
				high: null,
				comparator: '=',
				unit: 'ms'
			},
			rating: {
				rated: false,
				reason:
					'Preconfirmations are streamed before a block is made and leave no trace in it, so only a probe of one’s own could time them.'
			},
			caveat: 'The blocks of the chain are another thing, and stay two seconds apart.',
			editorial: []
		},
		{
			slug: 'base-10x-faster',
			kind: 'forecast',
			subject: 'Base',
			predicate: 'will be faster by',
			claimed: {
				printed: '10x',
				value: 10,
				low: null,
				high: null,
				comparator: '=',
				unit: '1'
			},
			rating: {
				rated: false,
				reason:
					'It is ten times from two seconds to 200 ms, a time to a preconfirmation, which no block shows.'
			},
			caveat: '“Faster” is about the first answer to a user, not about how much the chain carries.',
			editorial: []
		},
		{
			slug: 'base-block-every-2-seconds',
			kind: 'latency',
			subject: 'Base',
			predicate: 'creates a new block',
			claimed: EVERY_TWO_SECONDS,
			rating: {
				rated: true,
				readings: [
					{
						id: 'base-block-every-2-seconds/mean-interval',
						version: 1,
						wording: 'article',
						description: 'Over 30 days the mean time between blocks of Base is 2 seconds.',
						form: 'typical',
						metric: 'block.interval',
						statistic: 'mean',
						peakWindow: null,
						chains: [8453],
						combiner: 'any',
						window: { kind: 'rolling', days: 30 },
						baseWindow: null,
						claimed: EVERY_TWO_SECONDS,
						tolerance: { relative: 0.05, absolute: 0 },
						measures: 'direct',
						gates: { minCoverage: 0.9, minSamples: 100 },
						dueAt: null,
						notComparable: null
					}
				]
			},
			caveat:
				'Header times are whole seconds, and the sequencer keeps to its schedule by them: a late block still bears its planned time.',
			editorial: []
		},
		{
			slug: 'flashblock-10-percent-of-a-block',
			kind: 'technical_fact',
			subject: 'a Flashblock',
			predicate: 'contains of a block’s transactions, by gas, about',
			claimed: {
				printed: '10%',
				value: 10,
				low: null,
				high: null,
				comparator: '≈',
				unit: '%'
			},
			rating: {
				rated: false,
				reason: 'A finished block does not show which Flashblock a transaction came in.'
			},
			caveat: 'It describes a design: ten Flashblocks make up one block.',
			editorial: []
		},
		{
			slug: 'base-sepolia-10x-inclusion',
			kind: 'observed_rate',
			subject: 'the time to inclusion on Base Sepolia',
			predicate: 'fell by up to a factor of',
			claimed: {
				printed: '10x',
				value: 10,
				low: null,
				high: null,
				comparator: '<=',
				unit: '1'
			},
			rating: {
				rated: false,
				reason:
					'It was seen on a test network, by those who run it, and no test network is measured.'
			},
			caveat: 'The post shows its own comparison in an appendix.',
			editorial: []
		}
	]
};
export default article;
