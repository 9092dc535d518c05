import { PERCENTILES, type Metric } from './metric.ts';

/** Blob base fee, in wei/gas. */
export const blobBaseFee: Metric = {
	id: 'blob.base_fee',
	title: 'Blob base fee',
	unit: 'wei/gas',
	alsoIn: ['gwei/gas'],
	definition: 'The base fee per blob gas.',
	formula:
		'`baseFeePerBlobGas` of each block, one value a block: what follows from the header’s excess blob gas and the schedule in force. Percentiles are nearest rank over log buckets of 1 % width, so each is known to ±0.5 %. The mean is Σ ÷ number of blocks. The median of daily medians takes each UTC day’s median first.',
	excludes: 'Blocks before EIP-4844.',
	knownBias:
		'Every block counts alike, however many blobs it holds. Since EIP-7918 a reserve price ties it to the base fee of execution.',
	source: 'eth_feeHistory: `baseFeePerBlobGas`; EIP-4844, EIP-7918.',
	statistics: ['mean', ...PERCENTILES, 'median_of_daily_medians', 'change', 'change_of_means'],
	facts: 'history',
	needs: ['blob_base_fee'],
	methods: ['eth_feeHistory', 'eth_getBlockByNumber'],
	hourly: true
};
