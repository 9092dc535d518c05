import type { Metric } from './metric.ts';

/** Blob target, in blob/block. */
export const blobTarget: Metric = {
	id: 'blob.target',
	title: 'Blob target',
	unit: 'blob/block',
	alsoIn: [],
	definition: 'The number of blobs a block at which the blob base fee stays level.',
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
