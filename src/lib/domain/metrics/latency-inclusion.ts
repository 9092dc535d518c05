import type { Metric } from './metric.ts';

/** How long transactions of our own took until their receipt, in ms. */
export const latencyInclusion: Metric = {
	id: 'latency.inclusion',
	title: 'Time to inclusion',
	unit: 'ms',
	alsoIn: ['s'],
	definition:
		'The time from when a transaction is handed to a node until that node gives its receipt, of transactions sent for this purpose.',
	formula:
		'Transfers of nothing to oneself, one after the other, by `claimgauge probe`; from just before eth_sendRawTransaction to the first eth_getTransactionReceipt that has it, asked for every 25 ms, by a clock that never goes back. Percentiles are nearest rank; the interval of the median is exact, from 6 transactions on.',
	excludes: 'Transactions without a receipt within a minute.',
	knownBias:
		'The way to the endpoint and back and up to 25 ms of asking are in it; a trivial call’s time is kept beside each. It is one sender at one place, at the moments when somebody probed: a few transactions say nothing of other hours. What a receipt promises differs by chain: on most it is the word of the sequencer.',
	source: 'eth_sendRawTransaction, eth_getTransactionReceipt, sent with a funded key of one’s own.',
	statistics: ['p50', 'p95'],
	facts: 'observation',
	needs: ['observation'],
	verifiable: 'self_reported',
	methods: ['eth_sendRawTransaction', 'eth_getTransactionReceipt'],
	hourly: true
};
