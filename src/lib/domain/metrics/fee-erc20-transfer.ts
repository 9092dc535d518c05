import type { Metric } from './metric.ts';

/** Fee of a token transfer, in wei/tx. */
export const feeErc20Transfer: Metric = {
	id: 'fee.erc20_transfer',
	title: 'Fee of a token transfer',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition: 'What a plain ERC-20 transfer cost the one who paid for it.',
	formula:
		'gasUsed × effectiveGasPrice, plus the L1 part where the chain charges one, of transactions that only call `transfer(address,uint256)` and wrote one Transfer log.',
	excludes:
		'Failed transactions, transfers inside other calls, and transaction types that the chain itself writes.',
	knownBias:
		'Not collected yet: no measurement of it has a value. Tokens differ in what a transfer costs, so the mix of tokens moves the median.',
	source: 'eth_getBlockReceipts; ERC-20 selector 0xa9059cbb.',
	statistics: [
		'mean',
		'p05',
		'p10',
		'p25',
		'p50',
		'p75',
		'p90',
		'p95',
		'p99',
		'median_of_daily_medians'
	],
	facts: 'none',
	methods: [],
	hourly: true
};
