import { PERCENTILES, type Metric } from './metric.ts';

/** Computed price of a plain transfer, in wei/tx. */
export const feeTransferPrice: Metric = {
	id: 'fee.transfer_price',
	title: 'Computed price of a plain transfer',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition:
		'What a plain transfer would have cost in a block at its base fee and the tip in its middle. A price computed from fee histories, not a fee that a receipt states.',
	formula:
		'21,000 × (base fee + 50th percentile of `reward`) of each block, one value a block. Percentiles over blocks are nearest rank over log buckets of 1 % width, so each is known to ±0.5 %. The mean is Σ ÷ number of blocks. The median of daily medians takes each UTC day’s median first. A change is the fall from an earlier window: 1 − median of daily medians ÷ that of the earlier window; a change of means is the same with the two means. Dollars: each hour’s prices × that hour’s price of the gas token, with its lowest and highest in the interval.',
	excludes: 'Blocks without gas used: there is no tip in them.',
	knownBias:
		'Nobody need have paid it: many transfers tip less than the middle of a block, some more. A fork may reprice the 21,000 gas of a transfer; none of the listed ones does.',
	source:
		'eth_feeHistory: `baseFeePerGas`, `reward`; Yellow Paper, G_transaction. Dollars: Chainlink ETH / USD on Ethereum by eth_call.',
	statistics: ['mean', ...PERCENTILES, 'median_of_daily_medians', 'change', 'change_of_means'],
	facts: 'history',
	needs: ['tip'],
	methods: ['eth_feeHistory', 'eth_getBlockByNumber'],
	hourly: true
};
