import type { Metric } from './metric.ts';

/** Price of the ZK token, in USD. */
export const priceZkUsd: Metric = {
	id: 'price.zk_usd',
	title: 'Price of the ZK token',
	unit: 'USD',
	alsoIn: [],
	definition: 'The price of one ZK in US dollars, as an oracle’s rounds state it.',
	formula:
		'The answer of a round is in force from its `updatedAt` to the next round’s. The mean is over time; the median is that of the hours’ means, and of a day the median of its hours’ means; a change is the fall from an earlier window: 1 − median of daily medians ÷ that of the earlier window. A greatest rise is the highest price in force within the window ÷ the one in force at its start − 1, with the two rounds.',
	excludes:
		'Rounds without an answer, and the time after a round from when it is older than the feed’s heartbeat and a tenth allow.',
	knownBias:
		'The feed’s heartbeat is a day: prices within it are seen only when they moved by the threshold.',
	source:
		'Chainlink ZK/USD on ZKsync Era, 0xD1ce60dc8AE060DDD17cA8716C96f193bC88DD13; `latestRoundData`, `getRoundData`.',
	statistics: ['mean', 'p50', 'median_of_daily_medians', 'change', 'max_rise'],
	facts: 'price',
	needs: ['price'],
	methods: ['eth_call'],
	hourly: true
};
