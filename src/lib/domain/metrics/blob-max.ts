import type { Metric } from './metric.ts';

/** Blob maximum, in blob/block. */
export const blobMax: Metric = {
	id: 'blob.max',
	title: 'Blob maximum',
	unit: 'blob/block',
	alsoIn: [],
	definition: 'The most blobs that one block may carry.',
	formula:
		'The value of the blob schedule in force, meant over the seconds of the window up to the chain’s head. The schedules are a list kept with the code; where a node tells another one in `eth_config`, there is no value.',
	excludes: 'Time before EIP-4844: a window that reaches back to it has no value.',
	knownBias:
		'A setting of the protocol, not a use of it. Where no node answers `eth_config` the list stands alone, and of forks of the past no node tells.',
	source: 'ethereum/go-ethereum params/config.go; eth_config (EIP-7910); EIP-7840, EIP-7892.',
	statistics: ['mean'],
	facts: 'fork',
	needs: ['fork'],
	methods: ['eth_config'],
	hourly: false
};
