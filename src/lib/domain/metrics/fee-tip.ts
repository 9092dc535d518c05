import { PERCENTILES, type Metric } from './metric.ts';

/** Median tip of a block, weighted by gas, in wei/gas. */
export const feeTip: Metric = {
	id: 'fee.tip',
	title: 'Tip in the middle of a block',
	unit: 'wei/gas',
	alsoIn: ['gwei/gas'],
	definition:
		'What the transaction in the middle of a block paid above the base fee per gas, the middle being taken by gas: half of the block’s gas paid less, half as much or more.',
	formula:
		'The 50th percentile of `reward` of each block, one value a block: a median weighted by gas, as nodes compute it. Percentiles over blocks are nearest rank over log buckets of 1 % width, so each is known to ±0.5 %; a tip of 0 has a bucket of its own. The mean is Σ ÷ number of blocks. The median of daily medians takes each UTC day’s median first. A change is the fall from an earlier window: 1 − median of daily medians ÷ that of the earlier window; a change of means is the same with the two means.',
	excludes: 'Blocks without gas used: nobody paid a tip in them.',
	knownBias:
		'Weighted by gas, not by transactions: a few large transactions decide it. Payments to block builders beside the tip are not in it.',
	source: 'eth_feeHistory: `reward` (ethereum/go-ethereum eth/gasprice/feehistory.go).',
	statistics: ['mean', ...PERCENTILES, 'median_of_daily_medians', 'change', 'change_of_means'],
	facts: 'history',
	needs: ['tip'],
	methods: ['eth_feeHistory', 'eth_getBlockByNumber'],
	hourly: true
};
