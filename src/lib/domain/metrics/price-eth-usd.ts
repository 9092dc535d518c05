import type { Metric } from './metric.ts';

/** Price of ether, in USD. */
export const priceEthUsd: Metric = {
	id: 'price.eth_usd',
	title: 'Price of ether',
	unit: 'USD',
	alsoIn: [],
	definition: 'The price of one ether in US dollars, as an oracle’s rounds state it.',
	formula: 'Answer of the latest round at each time.',
	excludes: 'Rounds without an answer, and rounds older than the feed’s heartbeat allows.',
	knownBias:
		'Not collected yet as a metric, so no measurement of it has a value: its rounds are collected to state fees in dollars. A feed writes a round only when the price has moved by its threshold or its heartbeat has passed, so peaks between rounds are not in it.',
	source:
		'Chainlink ETH/USD on Ethereum, 0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419: `getRoundData`.',
	statistics: ['mean', 'p50', 'change'],
	facts: 'none',
	methods: [],
	hourly: true
};
