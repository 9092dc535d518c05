import type { Metric } from './metric.ts';

/** Transactions per second, in tx/s. */
export const throughputTx: Metric = {
	id: 'throughput.tx',
	title: 'Transactions per second',
	unit: 'tx/s',
	alsoIn: [],
	definition:
		'All transactions that blocks hold, failed ones and the chain’s own included, per second.',
	formula:
		'Σ transactions ÷ seconds covered. A block belongs to the window its timestamp falls in. A maximum is the greatest such sum over peak windows aligned to UTC, ÷ the length of the peak window, refused where a peak window is shorter than five median block intervals; for the peak window of one block it is the greatest amount in one block. Growth compares with an earlier window: median of the UTC days’ means ÷ that of the earlier window − 1.',
	excludes: 'Nothing: messages from L1, upgrades and failed transactions count.',
	knownBias:
		'It shows demand, not capacity: an idle chain measures low however much it could carry. On chains that write transactions of their own it exceeds what users sent. Block times are whole seconds, so a block may fall into the neighbouring window by up to a second.',
	source: 'eth_getBlockByNumber: length of `transactions`.',
	statistics: ['mean', 'max', 'growth'],
	facts: 'block',
	needs: ['tx'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
