import type { Metric } from './metric.ts';

/** Time to proof, in s. */
export const finalityProve: Metric = {
	id: 'finality.prove',
	title: 'Time to proof',
	unit: 's',
	alsoIn: [],
	definition: 'Time from a batch’s last block to the L1 block in which its proof was verified.',
	formula:
		'timestamp of the L1 block with `BlocksVerification` − timestamp of the batch’s last block.',
	excludes: 'Batches settled elsewhere than on Ethereum.',
	knownBias:
		'Not collected yet: no measurement of it has a value. One transaction may prove several batches, so the older of them waited longer. It is not the time a prover takes.',
	source: '`BlocksVerification` of the chain’s diamond contract on Ethereum.',
	statistics: ['mean', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'],
	facts: 'none',
	methods: [],
	hourly: false
};
