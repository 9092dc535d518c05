import type { Metric } from './metric.ts';

/** Ceiling by data, in tx/s. */
export const capacityDaCeiling: Metric = {
	id: 'capacity.da_ceiling',
	title: 'Ceiling by data',
	unit: 'tx/s',
	alsoIn: [],
	definition:
		'The most transactions a second whose data would fit into Ethereum’s blobs, at the bytes per transaction measured on the chain.',
	formula: 'blobs per block × 131,072 bytes ÷ 12 s ÷ measured bytes per transaction.',
	excludes: 'Chains that publish their data elsewhere.',
	knownBias:
		'Not collected yet: no measurement of it has a value. It gives the chain all of Ethereum’s blobs. Bytes per transaction fall when accounts repeat within a batch, so bursts may exceed it.',
	source: 'EIP-4844; eth_config (EIP-7910).',
	statistics: ['mean'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: false
};
