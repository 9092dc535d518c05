import { PERCENTILES, type Metric } from './metric.ts';

/** Fee of any transaction, in wei/tx. */
export const feeAny: Metric = {
	id: 'fee.any',
	title: 'Fee of any transaction',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition: 'What a user transaction of any kind cost the one who paid for it.',
	formula:
		'gasUsed × effectiveGasPrice, plus what the chain charges beside gas and the receipt states (`l1Fee`).',
	excludes: 'Transaction types that no user signed for the chain.',
	knownBias:
		'Not collected yet: no measurement of it has a value. What people use a chain for moves the median: a chain of swaps looks dearer than a chain of transfers at the same price of gas.',
	source: 'eth_getBlockReceipts.',
	statistics: ['mean', ...PERCENTILES, 'median_of_daily_medians'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: true
};
