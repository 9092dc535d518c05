import type { Metric } from './metric.ts';

/** What a node quotes for a plain transfer, in wei/tx. */
export const feeQuotedTransfer: Metric = {
	id: 'fee.quoted_transfer',
	title: 'Quoted fee of a plain transfer',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition:
		'What a node quotes for a transfer of the chain’s own token, for chains on which nobody may be making one.',
	formula:
		'`eth_estimateGas` of a transfer without a value between accounts without code × `eth_gasPrice`, once an hour at the newest block; on OP Stack chains and Scroll with the part for L1 that their oracle contract quotes for a usual transfer, and the operator fee where there is one. `latest` is the last answer of the window, `max` the greatest; an answer counts until the next one, at most for two hours. In dollars at the price of its hour.',
	excludes: 'What was paid: that is `fee.native_transfer`.',
	knownBias:
		'A proxy: nobody has paid it. Estimates leave a margin on some chains (Era’s is large, and what is not used is paid back), and a node’s gas price may hold a tip. It changes from block to block; a look an hour meets few of them.',
	source:
		'eth_estimateGas, eth_gasPrice; GasPriceOracle 0x420000000000000000000000000000000000000F `getL1Fee(bytes)`, `getOperatorFee(uint256)` (ethereum-optimism/specs); L1GasPriceOracle 0x5300000000000000000000000000000000000002 (scroll-tech/scroll-contracts).',
	statistics: ['latest', 'max'],
	facts: 'observation',
	needs: ['observation'],
	verifiable: 'self_reported',
	methods: ['eth_estimateGas', 'eth_gasPrice', 'eth_call'],
	hourly: true
};
