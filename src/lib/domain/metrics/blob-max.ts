import type { Metric } from './metric.ts';

/** Blob maximum, in blob/block. */
export const blobMax: Metric = {
	id: 'blob.max',
	title: 'Blob maximum',
	unit: 'blob/block',
	alsoIn: [],
	definition: 'The most blobs that one block may carry.',
	formula: 'The value of the blob schedule in force.',
	excludes: 'Nothing.',
	knownBias:
		'Not collected yet: no measurement of it has a value. A setting of the protocol, not a use of it.',
	source: 'eth_config (EIP-7910); EIP-7840.',
	statistics: ['mean'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: false
};
