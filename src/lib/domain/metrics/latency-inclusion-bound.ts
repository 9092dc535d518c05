import type { Metric } from './metric.ts';

/** How long transactions waited for a block, by whole seconds, in ms. */
export const latencyInclusionBound: Metric = {
	id: 'latency.inclusion_bound',
	title: 'Time to inclusion, by whole seconds',
	unit: 'ms',
	alsoIn: ['s'],
	definition:
		'The time from when a node received a user’s transaction to the whole second that its block is dated with: a screen for claims of less than some seconds.',
	formula:
		'Median of the block’s time − `receivedAt` over the first user’s transaction of each of the newest 20 blocks, once an hour; the interval is 1,000 ms to both sides. `latest` is the last answer of the window, `max` the greatest; an answer counts until the next one, at most for two hours.',
	excludes:
		'Messages from L1. Chains whose nodes do not tell when they received a transaction: all but Era’s.',
	knownBias:
		'A block’s time is cut to the second, so single values are up to 1 s too small, and may be below 0; a block of Era begins with its first transaction. Both clocks are the operator’s own, and the way from the user to the node is not in it. So it can exclude that transactions are included within a time, and can never confirm it.',
	source:
		'zks_getTransactionDetails `receivedAt`, eth_getBlockByNumber `timestamp`; matter-labs/zksync-era core/lib/types/src/api/mod.rs.',
	statistics: ['latest', 'max'],
	facts: 'observation',
	needs: ['observation'],
	verifiable: 'self_reported',
	methods: ['eth_getBlockByNumber', 'zks_getTransactionDetails'],
	hourly: true
};
