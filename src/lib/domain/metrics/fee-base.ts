import { PERCENTILES, type Metric } from './metric.ts';

/** Base fee, in wei/gas. */
export const feeBase: Metric = {
	id: 'fee.base',
	title: 'Base fee',
	unit: 'wei/gas',
	alsoIn: ['gwei/gas'],
	definition: 'The base fee per gas that block headers state.',
	formula:
		'`baseFeePerGas` of each block, one value a block; of hours whose blocks are not stored, that of `eth_feeHistory`, where it told of each block of the hour. Percentiles are nearest rank over log buckets of 1 % width, so each is known to ±0.5 %. The median of daily medians takes each UTC day’s median first. A change is the fall from an earlier window: 1 − median of daily medians ÷ that of the earlier window; a change of means is the same with the two means, each taken over the buckets’ middles.',
	excludes: 'Blocks before EIP-1559, which state none. Priority fees are no part of it.',
	knownBias:
		'The price of gas, not of a transaction: what a transaction costs also depends on the gas it uses and the tip it adds. Gas of EraVM is another unit than gas of the EVM. On Linea the base fee is a few wei and nearly all of the price is the tip; on OP Stack chains and Scroll data on L1 is charged beside gas. Every block counts alike, however many transactions it holds.',
	source:
		'EIP-1559; eth_getBlockByNumber: `baseFeePerGas`; eth_feeHistory: `baseFeePerGas`, compared with the header of each hour’s first block.',
	statistics: [...PERCENTILES, 'median_of_daily_medians', 'change', 'change_of_means'],
	facts: 'block',
	needs: ['base_fee'],
	methods: ['eth_getBlockByNumber'],
	hourly: true
};
