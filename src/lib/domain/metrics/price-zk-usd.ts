import type { Metric } from './metric.ts';

/** Price of the ZK token, in USD. */
export const priceZkUsd: Metric = {
	id: 'price.zk_usd',
	title: 'Price of the ZK token',
	unit: 'USD',
	alsoIn: [],
	definition: 'The price of one ZK in US dollars, as an oracle’s rounds state it.',
	formula: 'Answer of the latest round at each time.',
	excludes: 'Rounds without an answer, and rounds older than the feed’s heartbeat allows.',
	knownBias:
		'Not collected yet as a metric, so no measurement of it has a value: its rounds are collected, and nothing sums them up. The feed’s heartbeat is a day: prices within it are seen only when they moved by the threshold.',
	source:
		'Chainlink ZK/USD on ZKsync Era, 0xD1ce60dc8AE060DDD17cA8716C96f193bC88DD13: `getRoundData`.',
	statistics: ['mean', 'p50', 'change'],
	facts: 'none',
	methods: [],
	hourly: true
};
