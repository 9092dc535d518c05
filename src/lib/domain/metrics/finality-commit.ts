import type { Metric } from './metric.ts';

/** Time to commit, in s. */
export const finalityCommit: Metric = {
	id: 'finality.commit',
	title: 'Time to commit',
	unit: 's',
	alsoIn: [],
	definition: 'Time from a batch’s last block to the L1 block in which the batch was committed.',
	formula: 'timestamp of the L1 block with `BlockCommit` − timestamp of the batch’s last block.',
	excludes: 'Batches settled elsewhere than on Ethereum.',
	knownBias:
		'Not collected yet: no measurement of it has a value. Both times are whole seconds, and the first transactions of a batch waited longer.',
	source: '`BlockCommit` of the chain’s diamond contract on Ethereum.',
	statistics: ['mean', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'],
	facts: 'none',
	methods: [],
	hourly: false
};
