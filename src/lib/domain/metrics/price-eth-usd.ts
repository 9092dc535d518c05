import type { Metric } from './metric.ts';

/** Price of ether, in USD. */
export const priceEthUsd: Metric = {
	id: 'price.eth_usd',
	title: 'Price of ether',
	unit: 'USD',
	alsoIn: [],
	definition: 'The price of one ether in US dollars, as an oracle’s rounds state it.',
	formula:
		'The answer of a round is in force from its `updatedAt` to the next round’s. The mean is over time; the median is that of the hours’ means, and of a day the median of its hours’ means; a change is the fall from an earlier window: 1 − median of daily medians ÷ that of the earlier window. A greatest rise is the highest price in force within the window ÷ the one in force at its start − 1, with the two rounds.',
	excludes:
		'Rounds without an answer, and the time after a round from when it is older than the feed’s heartbeat and a tenth allow.',
	knownBias:
		'A feed writes a round only when the price has moved by its threshold or its heartbeat has passed, so peaks between rounds are not in it.',
	source:
		'Chainlink ETH/USD: on Ethereum 0x5f4eC3Df9cbd43714FE2740f5E3616155c5b8419, on ZKsync Era 0x6D41d1dc818112880b40e26BD6FD347E41008eDA; `latestRoundData`, `getRoundData`.',
	statistics: ['mean', 'p50', 'median_of_daily_medians', 'change', 'max_rise'],
	facts: 'price',
	needs: ['price'],
	methods: ['eth_call'],
	hourly: true
};
