import type { Article, EditorialFlag, Reading } from '#lib/domain/claims.ts';
import { LINEAGE } from './lineage/vitalik-backs-zksync.ts';

/** The public ZKsync chains that are measured: Era and Abstract run EraVM, ADI the Atlas stack. */
const ZK_CHAINS = [324, 36900, 2741] as const;
/** Of them those whose gas token has a price, and those that the bridge is read for: not ADI. */
const ERAVM_CHAINS = [324, 2741] as const;
/** ZKsync Era first, whose rank it is, then every other Layer 2 network of the chain list. */
const LAYER_2_CHAINS = [...ZK_CHAINS, 10, 59144, 534352, 42161, 8453] as const;
/** A peak could sit in whatever is not covered, so nearly all of the window must be. */
const PEAK_GATES = { minCoverage: 0.99, minSamples: 1 } as const;
/** Typical values rest on days: below six no 95 % interval of their median exists. */
const TYPICAL_GATES = { minCoverage: 0.9, minSamples: 6 } as const;

/** The greatest minute of any of the chains since the month in which Atlas was announced. Version 2 has ADI too. */
const peakOnZkChains = {
	version: 2,
	metric: 'throughput.user_tx',
	statistic: 'max',
	peakWindow: '60s',
	chains: ZK_CHAINS,
	combiner: 'any',
	window: { kind: 'since', from: '2025-10-01' },
	baseWindow: null,
	tolerance: { relative: 0.05, absolute: 0 },
	measures: 'direct',
	gates: PEAK_GATES
} as const satisfies Partial<Reading>;

/** The time between blocks in the place of the time a user waits. Version 2 has ADI too. */
const confirmationScreen = {
	version: 2,
	form: 'typical',
	metric: 'block.interval',
	statistic: 'mean',
	peakWindow: null,
	chains: ZK_CHAINS,
	combiner: 'any',
	window: { kind: 'rolling', days: 30 },
	baseWindow: null,
	tolerance: { relative: 0.1, absolute: 0 },
	measures: 'proxy',
	gates: { minCoverage: 0.9, minSamples: 100 },
	dueAt: null
} as const satisfies Partial<Reading>;

/** How far the base fee fell from 2023 to the 30 days that end with the day of publication. */
const baseFeeSince2023 = {
	version: 1,
	wording: 'article',
	form: 'change',
	metric: 'fee.base',
	statistic: 'change',
	peakWindow: null,
	chains: [1],
	combiner: 'any',
	window: { kind: 'closed', from: '2025-10-29', to: '2025-11-28' },
	baseWindow: { kind: 'closed', from: '2023-01-01', to: '2024-01-01' },
	measures: 'direct',
	gates: TYPICAL_GATES,
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

/** The same in another unit or statistic: four answers to one sentence. */
const transferPriceSince2023 = {
	...baseFeeSince2023,
	metric: 'fee.transfer_price',
	inDollars: true,
	measures: 'proxy'
} as const satisfies Partial<Reading>;

/** By how much the price of the ZK token rose in a stretch that begins with the day of the post. */
const riseOfZk = {
	version: 1,
	wording: 'article',
	form: 'existential',
	metric: 'price.zk_usd',
	statistic: 'max_rise',
	peakWindow: null,
	chains: [324],
	combiner: 'any',
	baseWindow: null,
	claimed: { printed: '50%', value: 50, low: null, high: null, comparator: '>=', unit: '%' },
	tolerance: { relative: 0, absolute: 0.5 },
	measures: 'direct',
	gates: { minCoverage: 0.99, minSamples: 1 },
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

/** What a chain answers to a fixed question, as it was last asked. */
const lastAnswer = {
	version: 1,
	wording: 'article',
	form: 'typical',
	statistic: 'latest',
	peakWindow: null,
	combiner: 'any',
	window: { kind: 'rolling', days: 2 },
	baseWindow: null,
	tolerance: { relative: 0, absolute: 0 },
	measures: 'direct',
	gates: { minCoverage: 0, minSamples: 1 },
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

/** Users' transactions of 30 days beside those of earlier ones. */
const growthOfTransactions = {
	version: 1,
	wording: 'article',
	form: 'change',
	metric: 'throughput.user_tx',
	statistic: 'growth',
	peakWindow: null,
	chains: ZK_CHAINS,
	combiner: 'any',
	window: { kind: 'rolling', days: 30 },
	claimed: { printed: 'growing', value: 0, low: null, high: null, comparator: '>', unit: '%' },
	tolerance: { relative: 0, absolute: 0 },
	measures: 'direct',
	gates: TYPICAL_GATES,
	dueAt: null,
	notComparable: null
} as const satisfies Partial<Reading>;

const BENCHMARK_IS_NO_NETWORK =
	'The source’s figure is a benchmark of a ZKsync OS developer preview with ERC-20 transfers only. What a public network carries is another quantity and can neither confirm nor refute it.';

const benchmarkDrift: EditorialFlag = {
	flag: 'metric_drift',
	fact: 'The project’s documents state the figure as a rate sustained in benchmarks of ERC-20 transfers on the ZKsync OS sequencer. The article drops the benchmark and the kind of transaction.',
	source: 'matter-labs/zksync-docs content/00.zksync-network/65.zksync-os/00.index.md',
	date: '2025-10-09'
};
const gatewaySuperseded: EditorialFlag = {
	flag: 'superseded',
	fact: 'ZKsync Gateway is deprecated: every chain that settled on it has gone back to settling on Ethereum, Era on 2026-01-31.',
	source: 'matter-labs/zksync-docs content/20.zksync-protocol/35.gateway/00.index.md',
	date: '2026-01-31'
};

const ALL_THREE =
	'ZKsync Era (324), ADI (36900) and Abstract (2741) are the public ZKsync chains measured here. Only ADI runs Atlas; Era and Abstract run EraVM, the stack before it.';

/** The claim says less than a measurement needs; what was chosen in its place. */
function scopeAssumed(missing: string, chosen = ALL_THREE): EditorialFlag {
	return {
		flag: 'scope_assumed',
		fact: `The article names ${missing}. ${chosen}`,
		source:
			'matter-labs/zksync-docs content/00.zksync-network/68.zksync-era/00.index.md; data/chains.json',
		date: '2026-07-17'
	};
}

/** The quote touches a place where the copy at hand has lost words. */
function textIncomplete(fact: string): EditorialFlag {
	return {
		flag: 'text_incomplete',
		fact,
		source: 'the copy of the article at hand',
		date: '2026-11-23'
	};
}

/** The article that the project started from: 46 statements, sixteen of the claims rated. */
const article: Article = {
	slug: 'vitalik-backs-zksync',
	title: 'Vitalik Buterin Backs ZKsync, Igniting Fresh Hopes for Layer 2 Scaling',
	publisher: 'Bitget',
	byline: 'Bitget-RWA',
	published: '2025-11-27',
	url: 'https://www.bitgetapp.com/en/amp/news/detail/12560605084799',
	accessed: '2026-11-23',
	demo: false,
	text: {
		sha256: 'a09c58c8650651ef8fe7d54e21a12e403c546449f3b4943a1a2031278599a692',
		characters: 9097
	},
	statements: [
		{
			id: 'C01',
			quote: 'Vitalik Buterin Backs ZKsync',
			start: 69,
			end: 97,
			claim: 'vitalik-buterin-backs-zksync'
		},
		{
			id: 'C02',
			quote: "ZKsync's Atlas upgrade (Oct 2025)",
			start: 257,
			end: 290,
			claim: 'zksync-atlas-october-2025'
		},
		{
			id: 'C03',
			quote: 'achieved 15,000 TPS',
			start: 291,
			end: 310,
			claim: 'zksync-atlas-15000-tps'
		},
		{
			id: 'C04',
			quote: '$0.0001 per transfer costs via RISC-V-based zkVM',
			start: 315,
			end: 363,
			claim: 'zksync-transfer-0-0001-usd'
		},
		{
			id: 'C05',
			quote: "solving Ethereum's scalability limitations",
			start: 365,
			end: 407,
			claim: 'atlas-solves-scalability'
		},
		{
			id: 'C06',
			quote: "Vitalik Buterin's endorsement catalyzed institutional adoption",
			start: 411,
			end: 473,
			claim: 'endorsement-catalyzed-adoption'
		},
		{
			id: 'C07',
			quote:
				'with Deutsche Bank and Sony leveraging ZKsync for cross-chain settlements and data privacy',
			start: 475,
			end: 565,
			claim: 'deutsche-bank-sony-use-zksync'
		},
		{
			id: 'C08',
			quote: 'ZK token surged 50% post-endorsement',
			start: 569,
			end: 605,
			claim: 'zk-token-up-50-percent'
		},
		{
			id: 'C09',
			quote: "ZKsync's TVL reached $3.5B by 2025",
			start: 613,
			end: 647,
			claim: 'zksync-tvl-3-5-billion'
		},
		{
			id: 'C10',
			quote: 'through EVM compatibility and liquidity interoperability breakthroughs',
			start: 648,
			end: 718,
			claim: 'tvl-through-evm-compatibility'
		},
		{
			id: 'C11',
			quote: 'Upcoming Fusaka upgrade (Dec 3, 2025) aims t',
			start: 722,
			end: 766,
			claim: 'fusaka-activates-2025-12-03'
		},
		{
			id: 'C12',
			quote: 'Layer 2 (L2) solutions have consistently played a crucial role',
			start: 826,
			end: 888,
			claim: 'layer-2-crucial-role'
		},
		{
			id: 'C13',
			quote: 'an uncommon public endorsement from co-founder Vitalik Buterin',
			start: 1010,
			end: 1072,
			claim: 'endorsement-is-uncommon'
		},
		{
			id: 'C14',
			quote: 'Launched in October 2025, the ZKsync Atlas upgrade',
			start: 1493,
			end: 1543,
			claim: 'zksync-atlas-october-2025'
		},
		{
			id: 'C15',
			quote:
				'a high-speed sequencer that can handle more than 15,000 transactions per second (TPS)',
			start: 1641,
			end: 1726,
			claim: 'zksync-atlas-can-handle-15000-tps'
		},
		{
			id: 'C16',
			quote: 'reduce transaction confirmation times to just 250–500 milliseconds',
			start: 1731,
			end: 1797,
			claim: 'zksync-confirmation-250-500-ms'
		},
		{
			id: 'C17',
			quote: 'The Airbender prover, a zkVM built on RISC-V',
			start: 1815,
			end: 1859,
			claim: 'airbender-is-riscv-zkvm'
		},
		{
			id: 'C18',
			quote:
				'making small-value transactions practical and broadening access to decentralized finance (DeFi)',
			start: 1863,
			end: 1958,
			claim: 'small-transactions-practical'
		},
		{
			id: 'C19',
			quote: 'accommodates various execution environments, including full EVM compatibility',
			start: 2123,
			end: 2200,
			claim: 'zksync-full-evm-compatibility'
		},
		{
			id: 'C20',
			quote: 'Ethereum contracts can run on ZKsync without modification',
			start: 2213,
			end: 2270,
			claim: 'zksync-full-evm-compatibility'
		},
		{
			id: 'C21',
			quote: 'removing barriers that have previously restricted cross-chain liquidity',
			start: 2272,
			end: 2343,
			claim: 'compatibility-removes-barriers'
		},
		{
			id: 'C22',
			quote: 'addressing the “liquidity silo” issue that has divided DeFi ecosystems',
			start: 2395,
			end: 2465,
			claim: 'addresses-liquidity-silo'
		},
		{
			id: 'C23',
			quote: 'describing its progress as “underrated and valuable”',
			start: 2569,
			end: 2621,
			claim: 'underrated-and-valuable'
		},
		{
			id: 'C24',
			quote: 'it has triggered a notable increase in institutional engagement',
			start: 2709,
			end: 2772,
			claim: 'institutional-engagement-increase'
		},
		{
			id: 'C25',
			quote: 'Deutsche Bank is said to have adopted ZKsync for cross-chain settlements',
			start: 2787,
			end: 2859,
			claim: 'deutsche-bank-sony-use-zksync'
		},
		{
			id: 'C26',
			quote: 'for managing digital rights, utilizing zero-knowledge proofs to maintain compliance',
			start: 2955,
			end: 3038,
			claim: 'digital-rights-management'
		},
		{
			id: 'C27',
			quote: 'after Buterin’s remarks, signaling renewed faith from investors',
			start: 3153,
			end: 3216,
			claim: 'rise-after-remarks'
		},
		{
			id: 'C28',
			quote: 'ZKsync is emerging as a bridge between DeFi’s innovative spirit',
			start: 3315,
			end: 3378,
			claim: 'zksync-emerging-bridge'
		},
		{
			id: 'C29',
			quote: 'The effects of the Atlas upgrade go far beyond improved performance.',
			start: 3487,
			end: 3555,
			claim: 'effects-beyond-performance'
		},
		{
			id: 'C30',
			quote: 'ZKsync now stands alongside other L2 solutions such as and Optimism',
			start: 3559,
			end: 3626,
			claim: 'zksync-stands-alongside'
		},
		{
			id: 'C31',
			quote: 'providing distinct benefits in EVM compatibility and liquidity movement',
			start: 3634,
			end: 3705,
			claim: 'distinct-benefits'
		},
		{
			id: 'C32',
			quote: 'This has encouraged a migration of DeFi projects to ZKsync',
			start: 3707,
			end: 3765,
			claim: 'defi-projects-migrate'
		},
		{
			id: 'C33',
			quote:
				'the integration of the ZKsync Gateway—a trustless protocol for cross-chain interoperability',
			start: 3784,
			end: 3875,
			claim: 'gateway-trustless'
		},
		{
			id: 'C34',
			quote: 'has removed obstacles between Ethereum’s Layer 1 and Layer 2',
			start: 3876,
			end: 3936,
			claim: 'gateway-removed-obstacles'
		},
		{
			id: 'C35',
			quote: 'By enabling instant liquidity transfers',
			start: 3938,
			end: 3977,
			claim: 'instant-liquidity-transfers'
		},
		{
			id: 'C36',
			quote: 'it reduces reliance on bridges, which have historically posed security risks',
			start: 3979,
			end: 4055,
			claim: 'reduces-reliance-on-bridges'
		},
		{
			id: 'C37',
			quote: 'is expected to double ZKsync’s capacity to 30,000 TPS',
			start: 4264,
			end: 4317,
			claim: 'fusaka-30000-tps'
		},
		{
			id: 'C38',
			quote: 'further strengthening its lead in the Layer 2 space',
			start: 4319,
			end: 4370,
			claim: 'zksync-leads-layer-2'
		},
		{
			id: 'C39',
			quote: 'ZKsync is not just a temporary solution for Ethereum’s scaling issues',
			start: 4401,
			end: 4470,
			claim: 'zksync-not-temporary'
		},
		{
			id: 'C40',
			quote:
				'Regulatory attention on ZK-based privacy tools, especially after the crackdown on Tornado Cash',
			start: 4590,
			end: 4684,
			claim: 'regulatory-attention'
		},
		{
			id: 'C41',
			quote: 'fees on Ethereum’s mainnet have fallen by 70% since 2023',
			start: 4824,
			end: 4880,
			claim: 'ethereum-fees-down-70-percent'
		},
		{
			id: 'C42',
			quote:
				'the advantages for both developers and users are increasingly tilting toward ZK-based solutions',
			start: 4882,
			end: 4977,
			claim: 'advantage-tilts-to-zk'
		},
		{
			id: 'C43',
			quote: 'it signals a strategic direction for Ethereum',
			start: 5133,
			end: 5178,
			claim: 'endorsement-signals-direction'
		},
		{
			id: 'C44',
			quote: 'The Atlas upgrade has proven that',
			start: 5251,
			end: 5284,
			claim: 'atlas-has-proven'
		},
		{
			id: 'C45',
			quote: 'ZKsync’s ecosystem growing',
			start: 5671,
			end: 5697,
			claim: 'zksync-ecosystem-growing'
		},
		{
			id: 'C46',
			quote: 'the question is no longer whether Ethereum can scale',
			start: 5699,
			end: 5751,
			claim: 'ethereum-can-scale'
		}
	],
	gaps: [
		{
			after: 'C11',
			text: '(Dec 3, 2025) aims t',
			missing: 'The rest of the summary: all summary lines of the copy end after 511 characters.'
		},
		{
			after: 'C13',
			text: 'has sparked renewed about the platform’s potential',
			missing: 'A noun after “renewed”.'
		},
		{
			after: 'C16',
			text: ': scalability.',
			missing: 'The words between “250–500 milliseconds,” and this line.'
		},
		{
			after: 'C17',
			text: 'a zkVM built on RISC-V, , making',
			missing: 'What the prover does; plausibly the statement about cost.'
		},
		{
			after: 'C21',
			text: 'between Ethereum’s Layer 1 and Layer 2 networks',
			missing: 'Subject and verb at the start of the paragraph.'
		},
		{ after: 'C23', text: '; it has triggered', missing: 'What triggered it.' },
		{
			after: 'C25',
			text: 'for private transactions. for managing digital rights',
			missing: 'Who manages digital rights; by the summary, Sony.'
		},
		{
			after: 'C26',
			text: 'after Buterin’s remarks',
			missing: 'What the paragraph before says it is “highlighted by”: the price and its figure.'
		},
		{
			after: 'C29',
			text: ', ZKsync now stands alongside',
			missing: 'A clause at the start of the paragraph; plausibly about value locked.'
		},
		{ after: 'C30', text: 'such as and Optimism', missing: 'The name of a network.' },
		{ after: 'C32', text: 'to ZKsync, .', missing: 'A clause at the end of the sentence.' },
		{
			after: 'C36',
			text: ', is expected to double',
			missing: 'What is expected to double the capacity.'
		},
		{
			after: 'C40',
			text: 'with compliance mechanisms, offers',
			missing: 'What offers a promising path.'
		},
		{
			after: 'C44',
			text: 'technology can provide',
			missing: 'What the upgrade has proven, up to this word.'
		}
	],
	contradictions: [
		{
			topic: 'Modality',
			statements: ['C03', 'C15'],
			conflict:
				'The summary says that 15,000 was achieved, the body that it can be handled: an observation and a capability.'
		},
		{
			topic: 'Comparator',
			statements: ['C03', 'C15', 'C37'],
			conflict: 'Once 15,000, once more than 15,000; doubling “to 30,000” fits only exactly 15,000.'
		},
		{
			topic: 'Position',
			statements: ['C30', 'C38'],
			conflict: 'ZKsync stands alongside the others in one place and leads them in another.'
		},
		{
			topic: 'Certainty',
			statements: ['C07', 'C25'],
			conflict: 'Deutsche Bank uses ZKsync in the summary and is only said to in the body.'
		},
		{
			topic: 'Time',
			statements: ['C09'],
			conflict:
				'“Reached by 2025” in an article of November 2025: at the start of the year, or during it?'
		},
		{
			topic: 'Inference',
			statements: ['C41', 'C42'],
			conflict: 'A fall of fees on Ethereum is given as a reason to leave it; it is one to stay.'
		},
		{
			topic: 'Who doubles the capacity',
			statements: ['C37'],
			conflict:
				'Here it is Fusaka; other articles credit Atlas itself with up to 30,000. Fusaka raises what Ethereum can carry as data.'
		},
		{
			topic: 'Latency',
			statements: ['C16'],
			conflict: 'Here 250–500 ms; other articles of the same time say one second.'
		},
		{
			topic: 'Price',
			statements: ['C08'],
			conflict:
				'Here 50 %; other articles say 65 % in a week and more than 2.5 times at the weekend’s peak. All can be right for windows of their own.'
		},
		{
			topic: 'Activity',
			statements: ['C03', 'C15'],
			conflict:
				'The press counted some 22,000 user operations a day on Era in December 2025: 0.25 a second, against 15,000.'
		}
	],
	claims: [
		{
			slug: 'vitalik-buterin-backs-zksync',
			kind: 'attribution',
			subject: 'Vitalik Buterin',
			predicate: 'endorsed ZKsync',
			claimed: null,
			rating: {
				rated: false,
				reason: 'An endorsement is a post on a social network, and no chain records it.'
			},
			caveat:
				'The article does not date the post; another article dates it 2025-11-01. Nothing follows from it about effects.',
			editorial: []
		},
		{
			slug: 'zksync-atlas-october-2025',
			kind: 'event',
			subject: 'Atlas upgrade',
			predicate: 'was launched',
			claimed: {
				printed: 'Oct 2025',
				value: null,
				low: 1759276800,
				high: 1761955199,
				comparator: 'in',
				unit: 'date'
			},
			rating: {
				rated: false,
				reason:
					'Atlas is a release of software, which each chain takes up at a time of its own or never, and the article names no chain.'
			},
			caveat:
				'Say which chain is meant and which protocol version it ran before reading anything into the month.',
			editorial: []
		},
		{
			slug: 'zksync-atlas-15000-tps',
			lineage: LINEAGE['zksync-atlas-15000-tps'],
			kind: 'observed_rate',
			subject: 'Atlas upgrade',
			predicate: 'achieved a throughput of',
			claimed: {
				printed: '15,000 TPS',
				value: 15000,
				low: null,
				high: null,
				comparator: '>=',
				unit: 'tx/s'
			},
			rating: {
				rated: true,
				readings: [
					{
						...peakOnZkChains,
						id: 'zksync-atlas-15000-tps/observed-peak',
						wording: 'article',
						description:
							'In at least one minute since October 2025, one of the measured ZKsync chains carried 15,000 user transactions per second.',
						form: 'existential',
						claimed: {
							printed: '15,000 TPS',
							value: 15000,
							low: null,
							high: null,
							comparator: '>=',
							unit: 'tx/s'
						},
						dueAt: null,
						notComparable: null
					},
					{
						...peakOnZkChains,
						id: 'zksync-atlas-15000-tps/benchmark',
						wording: 'source',
						description:
							'A benchmark of ERC-20 transfers on the ZKsync OS sequencer sustained more than 15,000 transactions per second.',
						form: 'existential',
						claimed: {
							printed: '>15K TPS',
							value: 15000,
							low: null,
							high: null,
							comparator: '>',
							unit: 'tx/s'
						},
						dueAt: null,
						notComparable: BENCHMARK_IS_NO_NETWORK
					}
				]
			},
			caveat:
				'What a chain carried shows demand, not capacity. Runs in a laboratory, on a test network or on a private chain are not visible here.',
			editorial: [
				benchmarkDrift,
				scopeAssumed('no chain, no length of time and no kind of transaction')
			]
		},
		{
			slug: 'zksync-transfer-0-0001-usd',
			lineage: LINEAGE['zksync-transfer-0-0001-usd'],
			kind: 'cost',
			subject: 'a transfer; the article does not say who pays',
			predicate: 'costs',
			claimed: {
				printed: '$0.0001',
				value: 0.0001,
				low: null,
				high: null,
				comparator: '<=',
				unit: 'USD/tx'
			},
			rating: {
				rated: true,
				readings: [
					{
						id: 'zksync-transfer-0-0001-usd/user-fee',
						version: 1,
						wording: 'article',
						description:
							'The median of the daily median fees that users paid for plain transfers of ether over 30 days is at most $0.0001 on one of the measured ZKsync chains.',
						form: 'typical',
						metric: 'fee.native_transfer',
						statistic: 'median_of_daily_medians',
						peakWindow: null,
						chains: ERAVM_CHAINS,
						combiner: 'any',
						window: { kind: 'rolling', days: 30 },
						baseWindow: null,
						claimed: {
							printed: '$0.0001',
							value: 0.0001,
							low: null,
							high: null,
							comparator: '<=',
							unit: 'USD/tx'
						},
						tolerance: { relative: 0.1, absolute: 0.00005 },
						measures: 'direct',
						gates: TYPICAL_GATES,
						dueAt: null,
						notComparable: null
					},
					{
						id: 'zksync-transfer-0-0001-usd/proving-cost',
						version: 1,
						wording: 'source',
						description:
							'Proving an ERC-20 transfer with the Airbender prover costs about $0.0001.',
						form: 'typical',
						metric: 'fee.erc20_transfer',
						statistic: 'median_of_daily_medians',
						peakWindow: null,
						chains: ERAVM_CHAINS,
						combiner: 'any',
						window: { kind: 'rolling', days: 30 },
						baseWindow: null,
						claimed: {
							printed: '$0.0001',
							value: 0.0001,
							low: null,
							high: null,
							comparator: '≈',
							unit: 'USD/tx'
						},
						tolerance: { relative: 0.1, absolute: 0.00005 },
						measures: 'direct',
						gates: TYPICAL_GATES,
						dueAt: null,
						notComparable:
							'The source’s figure is what proving costs the operator: the price of machines, without data, verification on Ethereum or margin. No chain records it, and it is not what a user pays.'
					}
				]
			},
			caveat:
				'“Via RISC-V-based zkVM” ties the figure to the prover, so it may be the operator’s cost of a proof and not what a user pays. Both readings are shown.',
			editorial: [
				{
					flag: 'metric_drift',
					fact: 'The project’s documents give about $0.0001 for proving an ERC-20 transfer; other pages of the same documents already call it a transaction fee. The article says transfer costs.',
					source:
						'matter-labs/zksync-docs content/00.zksync-network/65.zksync-os/00.index.md; content/10.zk-stack/10.zk-chains.md',
					date: '2025-10-16'
				},
				scopeAssumed(
					'neither a chain nor who pays nor what is transferred',
					'ZKsync Era (324) and Abstract (2741), which run EraVM, are measured here. ADI (36900), which runs Atlas, is left out: its fees are paid in a token of its own, which no oracle on a measured chain prices, so that they have no value in dollars.'
				)
			]
		},
		{
			slug: 'atlas-solves-scalability',
			kind: 'evaluation',
			subject: 'Atlas upgrade',
			predicate: 'solves the limits of Ethereum’s scalability',
			claimed: null,
			rating: {
				rated: false,
				reason: 'The article says neither when the limits count as solved nor how one would tell.'
			},
			caveat: 'An opinion.',
			editorial: []
		},
		{
			slug: 'endorsement-catalyzed-adoption',
			kind: 'causal',
			subject: 'Vitalik Buterin’s endorsement',
			predicate: 'caused institutions to adopt ZKsync',
			claimed: null,
			rating: {
				rated: false,
				reason: 'Chains do not label institutions, and no measurement tells why somebody came.'
			},
			caveat: 'Coming after something is not coming because of it.',
			editorial: []
		},
		{
			slug: 'deutsche-bank-sony-use-zksync',
			kind: 'adoption',
			subject: 'Deutsche Bank and Sony',
			predicate: 'use ZKsync for settlement and data privacy',
			claimed: {
				printed: 'Sony leveraging ZKsync',
				value: 0,
				low: null,
				high: null,
				comparator: '<=',
				unit: '%'
			},
			rating: {
				rated: true,
				readings: [
					{
						...lastAnswer,
						id: 'deutsche-bank-sony-use-zksync/stack-of-soneium',
						description:
							'Soneium, Sony’s public chain, is none of the OP Stack: no block of it begins with the deposit that begins every block of that stack. Only Sony’s half of the sentence is tested, and of it only the chain that is public.',
						metric: 'stack.op_deposits',
						chains: [1868],
						claimed: {
							printed: 'Sony leveraging ZKsync',
							value: 0,
							low: null,
							high: null,
							comparator: '<=',
							unit: '%'
						},
						measures: 'proxy'
					}
				]
			},
			caveat:
				'The body weakens the summary: Deutsche Bank “is said to” have adopted it. Sony’s public chain, Soneium, is built with the OP Stack (wevm/viem src/chains/definitions/soneium.ts).',
			editorial: [
				{
					flag: 'misattributed',
					fact: 'Soneium, the public chain of Sony’s group, is built with the OP Stack. Deutsche Bank’s work is with Memento, a private chain of the ZK Stack, of which nothing is public.',
					source:
						'wevm/viem src/chains/definitions/soneium.ts; zksync.mirror.xyz/XrlYJN9SUbOtRn9nyqrfPyaAqot--PlUcnSRK_OF1Bs',
					date: '2026-08-22'
				}
			]
		},
		{
			slug: 'zk-token-up-50-percent',
			kind: 'price',
			subject: 'price of the ZK token',
			predicate: 'rose after the endorsement by',
			claimed: { printed: '50%', value: 50, low: null, high: null, comparator: '≈', unit: '%' },
			rating: {
				rated: true,
				readings: [
					{
						...riseOfZk,
						id: 'zk-token-up-50-percent/24-hours',
						description:
							'Within 24 hours from 2025-11-01T00:00Z, the day of the post, the price of the ZK token by the oracle on ZKsync Era rose by at least 50 % above what it was at the start.',
						window: { kind: 'closed', from: '2025-11-01', to: '2025-11-02' }
					},
					{
						...riseOfZk,
						id: 'zk-token-up-50-percent/72-hours',
						description:
							'Within 72 hours from 2025-11-01T00:00Z, the day of the post, the price of the ZK token by the oracle on ZKsync Era rose by at least 50 % above what it was at the start.',
						window: { kind: 'closed', from: '2025-11-01', to: '2025-11-04' }
					},
					{
						...riseOfZk,
						id: 'zk-token-up-50-percent/7-days',
						description:
							'Within seven days from 2025-11-01T00:00Z, the day of the post, the price of the ZK token by the oracle on ZKsync Era rose by at least 50 % above what it was at the start.',
						window: { kind: 'closed', from: '2025-11-01', to: '2025-11-08' }
					}
				]
			},
			caveat:
				'Other articles give 50 %, 65 % in a week and more than 2.5 times for the same event: each can be right for its own window. None shows the cause.',
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'The article names neither the start nor the end of the rise, nor a market: 24 hours, 72 hours and seven days from the day of the post are taken, by the oracle on ZKsync Era.',
					source: 'editor’s reading',
					date: '2026-11-26'
				}
			]
		},
		{
			slug: 'zksync-tvl-3-5-billion',
			lineage: LINEAGE['zksync-tvl-3-5-billion'],
			kind: 'level',
			subject: 'ZKsync; whether a chain or a network is not said',
			predicate: 'had value locked of',
			claimed: {
				printed: '$3.5B',
				value: 3500000000,
				low: null,
				high: null,
				comparator: '>=',
				unit: 'USD'
			},
			rating: {
				rated: true,
				readings: [
					{
						id: 'zksync-tvl-3-5-billion/bridged-value',
						version: 1,
						wording: 'article',
						description:
							'On at least one day from 2024-01-01 to the end of 2025 the canonical bridge on Ethereum held $3.5 billion for one of the measured ZKsync chains. “By 2025” may mean the start of the year or any day in it; the window holds both.',
						form: 'existential',
						metric: 'escrow.value',
						statistic: 'max',
						peakWindow: '1d',
						chains: ERAVM_CHAINS,
						combiner: 'any',
						window: { kind: 'closed', from: '2024-01-01', to: '2026-01-01' },
						baseWindow: null,
						claimed: {
							printed: '$3.5B',
							value: 3500000000,
							low: null,
							high: null,
							comparator: '>=',
							unit: 'USD'
						},
						tolerance: { relative: 0.05, absolute: 50_000_000 },
						measures: 'lower_bound',
						gates: PEAK_GATES,
						dueAt: null,
						notComparable: null
					},
					{
						id: 'zksync-tvl-3-5-billion/sector-total',
						version: 1,
						wording: 'source',
						description:
							'ZK rollups together, ZKsync, StarkNet and Scroll among them, hold $3.5 billion.',
						form: 'existential',
						metric: 'escrow.value',
						statistic: 'max',
						peakWindow: '1d',
						chains: ERAVM_CHAINS,
						combiner: 'any',
						window: { kind: 'closed', from: '2024-01-01', to: '2026-01-01' },
						baseWindow: null,
						claimed: {
							printed: '$3.5 billion',
							value: 3500000000,
							low: null,
							high: null,
							comparator: '≈',
							unit: 'USD'
						},
						tolerance: { relative: 0.05, absolute: 50_000_000 },
						measures: 'lower_bound',
						gates: PEAK_GATES,
						dueAt: null,
						notComparable:
							'The closest source gives the figure for a whole sector. What the bridges of ZKsync chains hold is a part of it and cannot settle the total.'
					}
				]
			},
			caveat:
				'What bridges hold is a lower bound: it can confirm the figure and never refute it. Other definitions (value in DeFi applications, value secured) lie orders of magnitude apart.',
			editorial: [
				{
					flag: 'misattributed',
					fact: 'The closest earlier text found gives $3.5 billion for ZKsync, StarkNet and Scroll together. That the article took the figure from there is inferred.',
					source: 'AInvest, article “…surge-layer-2-adoption-2511”',
					date: '2025-11'
				},
				scopeAssumed(
					'neither a chain nor a definition of value locked',
					'What the canonical bridge on Ethereum holds for ZKsync Era (324) and Abstract (2741) is taken.'
				)
			]
		},
		{
			slug: 'tvl-through-evm-compatibility',
			kind: 'causal',
			subject: 'ZKsync’s value locked',
			predicate: 'grew because of EVM compatibility and interoperability',
			claimed: null,
			rating: { rated: false, reason: 'What caused deposits cannot be read from the deposits.' },
			caveat: 'An explanation, not an observation.',
			editorial: []
		},
		{
			slug: 'fusaka-activates-2025-12-03',
			kind: 'event',
			subject: 'Fusaka upgrade of Ethereum',
			predicate: 'activates on',
			claimed: {
				printed: 'Dec 3, 2025',
				value: null,
				low: 1764720000,
				high: 1764806399,
				comparator: 'in',
				unit: 'date'
			},
			rating: {
				rated: true,
				readings: [
					{
						id: 'fusaka-activates-2025-12-03/activation-day',
						version: 1,
						wording: 'article',
						description:
							'The first block of Ethereum under the rules of Fusaka has a timestamp on 2025-12-03, UTC.',
						form: 'event',
						metric: 'fork.activation',
						statistic: 'p50',
						peakWindow: null,
						chains: [1],
						combiner: 'any',
						window: { kind: 'closed', from: '2025-12-03', to: '2025-12-05' },
						baseWindow: null,
						claimed: {
							printed: 'Dec 3, 2025',
							value: null,
							low: 1764720000,
							high: 1764806399,
							comparator: 'in',
							unit: 'date'
						},
						tolerance: { relative: 0, absolute: 0 },
						measures: 'direct',
						gates: { minCoverage: 0, minSamples: 1 },
						dueAt: '2025-12-03',
						notComparable: null
					}
				]
			},
			caveat:
				'Only the date is tested. The sentence is cut off before it says what the upgrade aims at.',
			editorial: [
				textIncomplete('The summary is cut off after “aims t”: the aim of the upgrade is lost.')
			]
		},
		{
			slug: 'layer-2-crucial-role',
			kind: 'evaluation',
			subject: 'Layer 2 networks',
			predicate: 'have played a crucial role',
			claimed: null,
			rating: {
				rated: false,
				reason:
					'The share of Layer 2 networks in all transactions could be counted, but no share makes a role “crucial”.'
			},
			caveat: 'Background of the article rather than a claim about ZKsync.',
			editorial: []
		},
		{
			slug: 'endorsement-is-uncommon',
			kind: 'attribution',
			subject: 'Vitalik Buterin’s endorsement',
			predicate: 'is uncommon',
			claimed: null,
			rating: {
				rated: false,
				reason: 'How often somebody endorses something in public is not written on any chain.'
			},
			caveat: 'The article compares it with nothing.',
			editorial: []
		},
		{
			slug: 'zksync-atlas-can-handle-15000-tps',
			lineage: LINEAGE['zksync-atlas-can-handle-15000-tps'],
			kind: 'capacity',
			subject: 'the sequencer of Atlas',
			predicate: 'can handle',
			claimed: {
				printed: 'more than 15,000 transactions per second',
				value: 15000,
				low: null,
				high: null,
				comparator: '>',
				unit: 'tx/s'
			},
			rating: {
				rated: true,
				readings: [
					{
						...peakOnZkChains,
						id: 'zksync-atlas-can-handle-15000-tps/observed-peak',
						wording: 'article',
						description:
							'In at least one minute since October 2025, one of the measured ZKsync chains carried more than 15,000 user transactions per second, which would show that it can.',
						form: 'capability',
						claimed: {
							printed: 'more than 15,000 transactions per second',
							value: 15000,
							low: null,
							high: null,
							comparator: '>',
							unit: 'tx/s'
						},
						dueAt: null,
						notComparable: null
					},
					{
						...peakOnZkChains,
						id: 'zksync-atlas-can-handle-15000-tps/data-ceiling',
						version: 1,
						wording: 'article',
						description:
							'All the blobs that Ethereum can hold would carry the data of more than 15,000 transactions per second, at the bytes that transactions of ZKsync Era or Abstract took. It bounds a rollup that publishes on Ethereum, in the long run, and no sequencer.',
						form: 'typical',
						metric: 'capacity.da_ceiling',
						statistic: 'mean',
						peakWindow: null,
						chains: ERAVM_CHAINS,
						window: { kind: 'rolling', days: 30 },
						claimed: {
							printed: 'more than 15,000 transactions per second',
							value: 15000,
							low: null,
							high: null,
							comparator: '>',
							unit: 'tx/s'
						},
						measures: 'proxy',
						gates: { minCoverage: 0.9, minSamples: 6 },
						dueAt: null,
						notComparable: null
					},
					{
						...peakOnZkChains,
						id: 'zksync-atlas-can-handle-15000-tps/benchmark',
						wording: 'source',
						description:
							'The ZKsync OS sequencer sustains more than 15,000 transactions per second in benchmarks of ERC-20 transfers.',
						form: 'capability',
						claimed: {
							printed: '>15K TPS',
							value: 15000,
							low: null,
							high: null,
							comparator: '>',
							unit: 'tx/s'
						},
						dueAt: null,
						notComparable: BENCHMARK_IS_NO_NETWORK
					}
				]
			},
			caveat:
				'Unused capacity is invisible: seeing less does not refute the claim. Only a ceiling of the protocol below it, or full blocks with a growing queue, could.',
			editorial: [
				benchmarkDrift,
				scopeAssumed('no chain, no length of time and no kind of transaction')
			]
		},
		{
			slug: 'zksync-confirmation-250-500-ms',
			lineage: LINEAGE['zksync-confirmation-250-500-ms'],
			kind: 'latency',
			subject: 'a transaction',
			predicate: 'is confirmed within',
			claimed: {
				printed: '250–500 milliseconds',
				value: null,
				low: 250,
				high: 500,
				comparator: 'in',
				unit: 'ms'
			},
			rating: {
				rated: true,
				readings: [
					{
						...confirmationScreen,
						id: 'zksync-confirmation-250-500-ms/block-interval-screen',
						wording: 'article',
						description:
							'A screen, not a test: where blocks come at a steady pace, a transaction waits half an interval on average, so a wait of 500 ms at most needs a mean interval of 1,000 ms at most. A longer interval would exclude the claim; a shorter one would not confirm it.',
						claimed: {
							printed: '250–500 milliseconds',
							value: 1000,
							low: null,
							high: null,
							comparator: '<=',
							unit: 'ms'
						},
						notComparable:
							'ZKsync Era, ADI and Abstract seal a block only when a transaction is waiting, so the time between their blocks follows demand and not how long a transaction waits. The screen needs a chain that makes blocks at a steady pace; otherwise only timing one’s own transactions can tell.'
					},
					{
						...lastAnswer,
						id: 'zksync-confirmation-250-500-ms/inclusion-screen',
						description:
							'On ZKsync Era, half of the transactions are in a block within 500 ms of being received, as the node itself says. A block’s time is a whole second, so this can exclude the figure and never confirm it.',
						metric: 'latency.inclusion_bound',
						chains: [324],
						claimed: {
							printed: '250–500 milliseconds',
							value: 500,
							low: null,
							high: null,
							comparator: '<=',
							unit: 'ms'
						},
						tolerance: { relative: 0.1, absolute: 0 },
						measures: 'proxy'
					},
					{
						...confirmationScreen,
						id: 'zksync-confirmation-250-500-ms/inclusion',
						wording: 'source',
						description:
							'The sequencer includes a transaction in less than a second, typically within 250–500 ms.',
						claimed: {
							printed: '250–500 ms',
							value: 500,
							low: null,
							high: null,
							comparator: '<=',
							unit: 'ms'
						},
						notComparable:
							'The source speaks of inclusion by the sequencer of ZKsync OS. Block times have whole seconds and do not hold when a transaction was sent, so they cannot show times below a second.'
					}
				]
			},
			caveat:
				'Block times are whole seconds, and “confirmation” may mean the sequencer’s word, a block or finality on Ethereum, which takes hours. Other articles speak of one second.',
			editorial: [
				{
					flag: 'metric_drift',
					fact: 'The project’s documents give 250–500 ms as the typical time to inclusion by the sequencer. The article says confirmation.',
					source: 'matter-labs/zksync-docs content/00.zksync-network/65.zksync-os/00.index.md',
					date: '2025-10-09'
				},
				textIncomplete('The clause that follows “milliseconds,” is lost.'),
				scopeAssumed('neither a chain nor which confirmation is meant'),
				{
					flag: 'proxy',
					fact: 'The time between blocks stands in for the time a user waits; it can exclude the claim at best.',
					source: 'src/lib/domain/metrics/block-interval.ts',
					date: '2026-11-23'
				}
			]
		},
		{
			slug: 'airbender-is-riscv-zkvm',
			kind: 'technical_fact',
			subject: 'the Airbender prover',
			predicate: 'is a zkVM built on RISC-V',
			claimed: null,
			rating: {
				rated: false,
				reason: 'What a prover is built on stands in its documents; no chain measures it.'
			},
			caveat:
				'The project’s documents confirm RISC-V, and name Boojum, another prover, for ZKsync Era.',
			editorial: [
				textIncomplete('The words after “RISC-V,” are lost; they may have been about cost.')
			]
		},
		{
			slug: 'small-transactions-practical',
			kind: 'evaluation',
			subject: 'lost from the text',
			predicate: 'makes small transactions practical',
			claimed: null,
			rating: {
				rated: false,
				reason:
					'The subject is lost from the text, and no fee is named below which a small transaction counts as practical.'
			},
			caveat:
				'To be tested only once an editor sets a threshold, for example a fee below 1 % of a dollar.',
			editorial: [textIncomplete('The beginning of the clause is lost, and with it the subject.')]
		},
		{
			slug: 'zksync-full-evm-compatibility',
			kind: 'compatibility',
			subject: 'ZKsync OS',
			predicate: 'runs Ethereum contracts unmodified',
			claimed: {
				printed: 'full EVM compatibility',
				value: 100,
				low: null,
				high: null,
				comparator: '=',
				unit: '%'
			},
			rating: {
				rated: true,
				readings: [
					{
						...lastAnswer,
						id: 'zksync-full-evm-compatibility/probes',
						description:
							'At least one of the measured ZKsync chains answers every probe of a fixed battery of precompiled contracts and opcodes as Ethereum does. One that fails is a counter-example; that all pass is no proof for every contract.',
						metric: 'compat.probes_passed',
						chains: ZK_CHAINS,
						claimed: {
							printed: 'full EVM compatibility',
							value: 100,
							low: null,
							high: null,
							comparator: '=',
							unit: '%'
						},
						measures: 'upper_bound'
					}
				]
			},
			caveat:
				'The project’s own questions and answers list differences. EraVM chains and ZKsync OS chains differ, and the article does not say which it means.',
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'The article names no chain; ZKsync Era (324) and Abstract (2741) run EraVM, ADI (36900) runs ZKsync OS. Probes are a sample of what contracts ask for.',
					source: 'editor’s reading',
					date: '2026-11-26'
				}
			]
		},
		{
			slug: 'compatibility-removes-barriers',
			kind: 'evaluation',
			subject: 'EVM compatibility',
			predicate: 'removes barriers to liquidity across chains',
			claimed: null,
			rating: {
				rated: false,
				reason: 'No barrier is named whose presence or absence could be observed.'
			},
			caveat: 'An opinion.',
			editorial: []
		},
		{
			slug: 'addresses-liquidity-silo',
			kind: 'evaluation',
			subject: 'lost from the text',
			predicate: 'addresses the liquidity silo',
			claimed: null,
			rating: {
				rated: false,
				reason: 'The subject of the sentence is lost, and “addressing” an issue sets no measure.'
			},
			caveat: 'Not filled in: what did the addressing is unknown.',
			editorial: [
				textIncomplete(
					'The subject and the verb before “between Ethereum’s Layer 1 and Layer 2 networks” are lost.'
				)
			]
		},
		{
			slug: 'underrated-and-valuable',
			kind: 'quotation',
			subject: 'Vitalik Buterin',
			predicate: 'called ZKsync’s progress underrated and valuable',
			claimed: null,
			rating: {
				rated: false,
				reason: 'Whether somebody wrote these words is checked at their source, not on a chain.'
			},
			caveat: 'Other articles quote it as said of the work done, not of ZKsync’s progress.',
			editorial: []
		},
		{
			slug: 'institutional-engagement-increase',
			kind: 'causal',
			subject: 'lost from the text',
			predicate: 'triggered more engagement by institutions',
			claimed: null,
			rating: {
				rated: false,
				reason:
					'The subject is lost, “notable” sets no measure, and chains do not label institutions.'
			},
			caveat: 'Not filled in.',
			editorial: [textIncomplete('The clause before “; it has triggered” is lost.')]
		},
		{
			slug: 'digital-rights-management',
			kind: 'adoption',
			subject: 'lost from the text',
			predicate: 'uses zero-knowledge proofs to manage digital rights',
			claimed: null,
			rating: {
				rated: false,
				reason: 'The text has lost who does this, so there is nobody to look for.'
			},
			caveat:
				'By the summary it may be Sony; that is an editor’s reading, not the article’s words.',
			editorial: [textIncomplete('The beginning of the sentence, with its subject, is lost.')]
		},
		{
			slug: 'rise-after-remarks',
			kind: 'price',
			subject: 'lost from the text',
			predicate: 'rose after Buterin’s remarks',
			claimed: null,
			rating: { rated: false, reason: 'Both what rose and by how much are lost from the text.' },
			caveat: 'The figure of the summary (50 %) is rated apart and is not put in its place here.',
			editorial: [
				textIncomplete('The words between “highlighted by” and “after Buterin’s remarks” are lost.')
			]
		},
		{
			slug: 'zksync-emerging-bridge',
			kind: 'evaluation',
			subject: 'ZKsync',
			predicate: 'is emerging as a bridge between DeFi and finance',
			claimed: null,
			rating: { rated: false, reason: 'A figure of speech has no quantity to measure.' },
			caveat: 'An opinion.',
			editorial: []
		},
		{
			slug: 'effects-beyond-performance',
			kind: 'evaluation',
			subject: 'Atlas upgrade',
			predicate: 'has effects far beyond performance',
			claimed: null,
			rating: {
				rated: false,
				reason: 'The effects are not named in the sentence, so none can be looked for.'
			},
			caveat: 'An opinion.',
			editorial: []
		},
		{
			slug: 'zksync-stands-alongside',
			kind: 'rank',
			subject: 'ZKsync',
			predicate: 'stands alongside other Layer 2 networks',
			claimed: {
				printed: 'alongside other L2 solutions',
				value: 4,
				low: null,
				high: null,
				comparator: '<=',
				unit: 'rank'
			},
			rating: {
				rated: true,
				readings: [
					{
						id: 'zksync-stands-alongside/rank-by-user-operations',
						version: 1,
						wording: 'article',
						description:
							'ZKsync Era is in the first half of the eight Layer 2 networks measured by user operations per second over 30 days. Half is an editor’s reading of “alongside”.',
						form: 'rank',
						metric: 'throughput.user_ops',
						statistic: 'mean',
						peakWindow: null,
						chains: LAYER_2_CHAINS,
						combiner: 'rank',
						window: { kind: 'rolling', days: 30 },
						baseWindow: null,
						claimed: {
							printed: 'alongside other L2 solutions',
							value: 4,
							low: null,
							high: null,
							comparator: '<=',
							unit: 'rank'
						},
						tolerance: { relative: 0, absolute: 0 },
						measures: 'direct',
						gates: { minCoverage: 0.9, minSamples: 1 },
						dueAt: null,
						notComparable: null
					}
				]
			},
			caveat: 'Hard to reconcile with “its lead in the Layer 2 space” further down.',
			editorial: [
				textIncomplete(
					'The clause before “, ZKsync now stands” and a name after “such as” are lost.'
				),
				{
					flag: 'scope_assumed',
					fact: '“Alongside” sets no threshold; the first half of the measured networks by user operations is taken.',
					source: 'editor’s reading',
					date: '2026-11-26'
				}
			]
		},
		{
			slug: 'distinct-benefits',
			kind: 'evaluation',
			subject: 'ZKsync',
			predicate: 'provides benefits in compatibility and liquidity',
			claimed: null,
			rating: { rated: false, reason: 'No benefit is put in a form that could be counted.' },
			caveat: 'An opinion.',
			editorial: []
		},
		{
			slug: 'defi-projects-migrate',
			kind: 'causal',
			subject: 'DeFi projects',
			predicate: 'migrated to ZKsync',
			claimed: null,
			rating: {
				rated: false,
				reason:
					'New contracts can be counted, but not where their makers came from or why they came.'
			},
			caveat: 'The sentence ends in words that are lost.',
			editorial: [textIncomplete('The words after “to ZKsync,” are lost.')]
		},
		{
			slug: 'gateway-trustless',
			kind: 'technical_fact',
			subject: 'ZKsync Gateway',
			predicate: 'is integrated and trustless',
			claimed: {
				printed: 'integration of the ZKsync Gateway',
				value: 1,
				low: null,
				high: null,
				comparator: '>=',
				unit: 'chains'
			},
			rating: {
				rated: true,
				readings: [
					{
						...lastAnswer,
						id: 'gateway-trustless/chains-on-gateway',
						description:
							'At least one chain of ZKsync’s Bridgehub settles on a gateway rather than on Ethereum.',
						metric: 'settlement.on_gateway',
						chains: [1],
						claimed: {
							printed: 'integration of the ZKsync Gateway',
							value: 1,
							low: null,
							high: null,
							comparator: '>=',
							unit: 'chains'
						}
					}
				]
			},
			caveat: 'For “trustless”, read a published risk framework.',
			editorial: [gatewaySuperseded]
		},
		{
			slug: 'gateway-removed-obstacles',
			kind: 'evaluation',
			subject: 'ZKsync Gateway',
			predicate: 'removed obstacles between Layer 1 and Layer 2',
			claimed: null,
			rating: {
				rated: false,
				reason: 'The obstacles are not named, so their removal cannot be observed.'
			},
			caveat: 'An opinion.',
			editorial: [gatewaySuperseded]
		},
		{
			slug: 'instant-liquidity-transfers',
			kind: 'latency',
			subject: 'transfers of liquidity',
			predicate: 'are instant',
			claimed: {
				printed: 'instant',
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
						...lastAnswer,
						id: 'instant-liquidity-transfers/time-to-execution',
						description:
							'Half of the batches of the last 30 days were executed on Ethereum, after which a withdrawal can be claimed, within a minute of their last block. A minute is an editor’s reading of “instant”.',
						metric: 'finality.execute',
						statistic: 'p50',
						chains: ERAVM_CHAINS,
						window: { kind: 'rolling', days: 30 },
						claimed: {
							printed: 'instant',
							value: 60,
							low: null,
							high: null,
							comparator: '<=',
							unit: 's'
						},
						tolerance: { relative: 0.1, absolute: 0.5 },
						gates: { minCoverage: 0.9, minSamples: 6 }
					}
				]
			},
			caveat:
				'What a sequencer confirms at once is not final: withdrawals to Ethereum wait about three hours before execution.',
			editorial: [
				gatewaySuperseded,
				{
					flag: 'scope_assumed',
					fact: '“Instant” sets no threshold and the article no direction: a minute until a withdrawal to Ethereum can be claimed is taken.',
					source: 'editor’s reading',
					date: '2026-11-26'
				}
			]
		},
		{
			slug: 'reduces-reliance-on-bridges',
			kind: 'adoption',
			subject: 'ZKsync Gateway',
			predicate: 'reduces reliance on bridges',
			claimed: null,
			rating: {
				rated: false,
				reason:
					'The share of value in third-party bridges is not collected yet, and no list of such bridges is complete.'
			},
			caveat: 'A count of third-party bridges would be a lower bound.',
			editorial: [gatewaySuperseded]
		},
		{
			slug: 'fusaka-30000-tps',
			lineage: LINEAGE['fusaka-30000-tps'],
			kind: 'forecast',
			subject: 'lost from the text; by the context the Fusaka upgrade',
			predicate: 'will double ZKsync’s capacity to',
			claimed: {
				printed: '30,000 TPS',
				value: 30000,
				low: null,
				high: null,
				comparator: '>=',
				unit: 'tx/s'
			},
			rating: {
				rated: true,
				readings: [
					{
						...peakOnZkChains,
						id: 'fusaka-30000-tps/observed-peak',
						wording: 'article',
						description:
							'In at least one minute since October 2025, one of the measured ZKsync chains carried 30,000 user transactions per second. The window starts before Fusaka, as for the claim of 15,000: that can only help the claim.',
						form: 'capability',
						claimed: {
							printed: '30,000 TPS',
							value: 30000,
							low: null,
							high: null,
							comparator: '>=',
							unit: 'tx/s'
						},
						dueAt: '2025-12-03',
						notComparable: null
					}
				]
			},
			caveat:
				'No official source for the figure was found. Fusaka changes how much data Ethereum carries, not what a sequencer of ZKsync can handle, and other articles credit Atlas itself with “up to 30,000”.',
			editorial: [
				textIncomplete('The subject of the forecast, before “, is expected to double”, is lost.'),
				scopeAssumed('no chain, no length of time and no kind of transaction')
			]
		},
		{
			slug: 'zksync-leads-layer-2',
			kind: 'rank',
			subject: 'ZKsync',
			predicate: 'leads the Layer 2 networks',
			claimed: {
				printed: 'its lead',
				value: 1,
				low: null,
				high: null,
				comparator: '=',
				unit: 'rank'
			},
			rating: {
				rated: true,
				readings: [
					{
						id: 'zksync-leads-layer-2/rank-by-user-operations',
						version: 2,
						wording: 'article',
						description:
							'ZKsync Era carried the most user operations per second over 30 days of eight Layer 2 networks: itself, ADI, Abstract, OP Mainnet, Linea, Scroll, Arbitrum One and Base. Version 1 knew only ZKsync Era and Abstract.',
						form: 'rank',
						metric: 'throughput.user_ops',
						statistic: 'mean',
						peakWindow: null,
						chains: LAYER_2_CHAINS,
						combiner: 'rank',
						window: { kind: 'rolling', days: 30 },
						baseWindow: null,
						claimed: {
							printed: 'its lead',
							value: 1,
							low: null,
							high: null,
							comparator: '=',
							unit: 'rank'
						},
						tolerance: { relative: 0, absolute: 0 },
						measures: 'direct',
						gates: { minCoverage: 0.9, minSamples: 1 },
						dueAt: null,
						notComparable: null
					}
				]
			},
			caveat:
				'A rank holds only among the networks that are measured, and “lead” may mean operations, users or value. It conflicts with “stands alongside” in the same article.',
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'The article does not say in what ZKsync leads, nor among which networks; user operations among the measured ones are assumed.',
					source: 'editor’s reading',
					date: '2026-11-23'
				}
			]
		},
		{
			slug: 'zksync-not-temporary',
			kind: 'evaluation',
			subject: 'ZKsync',
			predicate: 'is no temporary solution',
			claimed: null,
			rating: {
				rated: false,
				reason: 'Whether something lasts is not known before it has lasted, and no date is given.'
			},
			caveat: 'An opinion.',
			editorial: []
		},
		{
			slug: 'regulatory-attention',
			kind: 'event',
			subject: 'regulators',
			predicate: 'watch privacy tools that use zero knowledge',
			claimed: null,
			rating: { rated: false, reason: 'What regulators attend to happens off every chain.' },
			caveat: 'Background of the article.',
			editorial: []
		},
		{
			slug: 'ethereum-fees-down-70-percent',
			lineage: LINEAGE['ethereum-fees-down-70-percent'],
			kind: 'change',
			subject: 'fees on Ethereum',
			predicate: 'have fallen since 2023 by',
			claimed: { printed: '70%', value: 70, low: null, high: null, comparator: '>=', unit: '%' },
			rating: {
				rated: true,
				readings: [
					{
						...baseFeeSince2023,
						id: 'ethereum-fees-down-70-percent/base-fee-at-least',
						description:
							'The median of daily median base fees of Ethereum over the 30 days to 2025-11-27 is at least 70 % below that of the year 2023.',
						claimed: {
							printed: '70%',
							value: 70,
							low: null,
							high: null,
							comparator: '>=',
							unit: '%'
						},
						tolerance: { relative: 0, absolute: 2.5 }
					},
					{
						...baseFeeSince2023,
						id: 'ethereum-fees-down-70-percent/base-fee-about',
						description:
							'The median of daily median base fees of Ethereum over the 30 days to 2025-11-27 is about 70 %, within 5 points, below that of the year 2023.',
						claimed: {
							printed: '70%',
							value: 70,
							low: null,
							high: null,
							comparator: '≈',
							unit: '%'
						},
						tolerance: { relative: 0, absolute: 5 }
					},
					{
						...baseFeeSince2023,
						id: 'ethereum-fees-down-70-percent/base-fee-of-means',
						description:
							'The mean base fee of Ethereum over the 30 days to 2025-11-27 is at least 70 % below that of the year 2023. A mean follows the spikes.',
						statistic: 'change_of_means',
						claimed: {
							printed: '70%',
							value: 70,
							low: null,
							high: null,
							comparator: '>=',
							unit: '%'
						},
						tolerance: { relative: 0, absolute: 2.5 }
					},
					{
						...transferPriceSince2023,
						id: 'ethereum-fees-down-70-percent/transfer-in-dollars',
						description:
							'In dollars, the median of the daily median prices of a plain transfer, computed from base fee and tip, is at least 70 % lower over the 30 days to 2025-11-27 than over the year 2023.',
						claimed: {
							printed: '70%',
							value: 70,
							low: null,
							high: null,
							comparator: '>=',
							unit: '%'
						},
						tolerance: { relative: 0, absolute: 2.5 }
					},
					{
						...transferPriceSince2023,
						id: 'ethereum-fees-down-70-percent/transfer-in-dollars-of-means',
						description:
							'In dollars, the mean price of a plain transfer, computed from base fee and tip, is at least 70 % lower over the 30 days to 2025-11-27 than over the year 2023.',
						statistic: 'change_of_means',
						claimed: {
							printed: '70%',
							value: 70,
							low: null,
							high: null,
							comparator: '>=',
							unit: '%'
						},
						tolerance: { relative: 0, absolute: 2.5 }
					}
				]
			},
			caveat:
				'The result depends on the unit: a fall in gwei is not the same fall in dollars. An earlier article says that an upgrade cut gas costs by 70 % since 2023, without a base or a window.',
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'The article does not say which fee, in which unit or against which part of 2023; the base fee in gwei against the whole year is assumed.',
					source: 'editor’s reading',
					date: '2026-11-23'
				}
			]
		},
		{
			slug: 'advantage-tilts-to-zk',
			kind: 'trend',
			subject: 'solutions based on zero knowledge',
			predicate: 'gain advantages',
			claimed: null,
			rating: {
				rated: false,
				reason:
					'The share of ZK rollups could be counted, but the article does not say which advantages it means.'
			},
			caveat:
				'Cheaper gas on Ethereum weakens the case for rollups rather than strengthening it: the inference does not follow.',
			editorial: []
		},
		{
			slug: 'endorsement-signals-direction',
			kind: 'evaluation',
			subject: 'Vitalik Buterin’s support',
			predicate: 'signals a direction for Ethereum',
			claimed: null,
			rating: { rated: false, reason: 'What a remark signals is an interpretation of it.' },
			caveat: 'An opinion.',
			editorial: []
		},
		{
			slug: 'atlas-has-proven',
			kind: 'evaluation',
			subject: 'Atlas upgrade',
			predicate: 'has proven something that is lost from the text',
			claimed: null,
			rating: { rated: false, reason: 'What is said to be proven is cut in two and partly lost.' },
			caveat: 'Not filled in.',
			editorial: [textIncomplete('The words after “has proven that” are lost.')]
		},
		{
			slug: 'zksync-ecosystem-growing',
			kind: 'trend',
			subject: 'ZKsync’s ecosystem',
			predicate: 'is growing',
			claimed: { printed: 'growing', value: 0, low: null, high: null, comparator: '>', unit: '%' },
			rating: {
				rated: true,
				readings: [
					{
						...growthOfTransactions,
						id: 'zksync-ecosystem-growing/since-the-month-before',
						description:
							'On at least one of the measured ZKsync chains users sent more transactions a day in the last 30 days than in the 30 before.',
						baseWindow: { kind: 'rolling', days: 30, daysBefore: 30 }
					},
					{
						...growthOfTransactions,
						id: 'zksync-ecosystem-growing/since-the-year-before',
						description:
							'On at least one of the measured ZKsync chains users sent more transactions a day in the last 30 days than in the same 30 days a year earlier.',
						baseWindow: { kind: 'rolling', days: 30, daysBefore: 365 }
					}
				]
			},
			caveat: 'Growth of one metric is not growth of all, and private chains are not visible.',
			editorial: [
				{
					flag: 'scope_assumed',
					fact: 'The article names no quantity and no period: users’ transactions a day of 30 days, beside the 30 before and those a year earlier.',
					source: 'editor’s reading',
					date: '2026-11-26'
				}
			]
		},
		{
			slug: 'ethereum-can-scale',
			kind: 'evaluation',
			subject: 'Ethereum',
			predicate: 'can scale',
			claimed: null,
			rating: { rated: false, reason: 'A rhetorical question has no answer to measure.' },
			caveat: 'An opinion.',
			editorial: []
		}
	]
};
export default article;
