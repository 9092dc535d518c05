import type { Metric } from './metric.ts';

/** Blob base fee, in wei/gas. */
export const blobBaseFee: Metric = {
	id: 'blob.base_fee',
	title: 'Blob base fee',
	unit: 'wei/gas',
	alsoIn: ['gwei/gas'],
	definition: 'The base fee per blob gas.',
	formula: 'The base fee that follows from a block’s excess blob gas and the schedule in force.',
	excludes: 'Blocks before EIP-4844.',
	knownBias:
		'Not collected yet: no measurement of it has a value. Since EIP-7918 a reserve price ties it to the base fee of execution.',
	source: 'eth_feeHistory: `baseFeePerBlobGas`; EIP-4844, EIP-7918.',
	statistics: ['p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99', 'median_of_daily_medians'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: true
};
