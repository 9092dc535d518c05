import type { Metric } from './metric.ts';

/** Time to execution, in s. */
export const finalityExecute: Metric = {
	id: 'finality.execute',
	title: 'Time to execution',
	unit: 's',
	alsoIn: [],
	definition:
		'Time from a batch’s last block to the L1 block in which the batch was executed, after which withdrawals can be claimed.',
	formula: 'timestamp of the L1 block with `BlockExecution` − timestamp of the batch’s last block.',
	excludes: 'Batches settled elsewhere than on Ethereum.',
	knownBias:
		'Not collected yet: no measurement of it has a value. A delay that the contract imposes is part of it and says nothing of the prover.',
	source: '`BlockExecution` of the chain’s diamond contract on Ethereum.',
	statistics: ['mean', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'],
	facts: 'none',
	methods: [],
	hourly: false
};
