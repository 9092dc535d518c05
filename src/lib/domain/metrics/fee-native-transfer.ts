import { PERCENTILES, type Metric } from './metric.ts';

/** Fee of a plain transfer, in wei/tx. */
export const feeNativeTransfer: Metric = {
	id: 'fee.native_transfer',
	title: 'Fee of a plain transfer',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition:
		'What a plain transfer of the chain’s gas token cost the one who paid for it. A plain transfer is a successful transaction with empty calldata, a value above zero, a recipient, no authorization list, and no log except those that the chain’s own base-token contract writes (on ZKsync Era 0x…800a).',
	formula:
		'gasUsed × effectiveGasPrice of each plain transfer, plus what the chain charges beside gas and the receipt states: on OP Stack chains and Scroll `l1Fee`, for data on L1. Elsewhere gas holds everything (on Era pubdata and overhead, on Arbitrum `gasUsedForL1`). Percentiles are nearest rank over log buckets of 1 % width, so each is known to ±0.5 %; a zero fee has a bucket of its own. The mean is Σ fees ÷ their number. The median of daily medians takes each UTC day’s median first. Dollars: each hour’s fees × that hour’s price, the mean over its seconds of the rounds in force; the interval reaches from a bucket’s lower edge at the hour’s lowest price to its upper edge at the highest. Fees of hours without a price are left out and counted in price_coverage.',
	excludes:
		'Failed transactions, calls with calldata, contract creations, transfers of nothing, EIP-7702 transactions, transactions that wrote any other log, and transaction types that no user signed for the chain.',
	knownBias:
		'A contract that takes ether without writing a log looks the same, and costs more than a transfer between two accounts. Fees that a paymaster paid count as paid. Blocks of an OP Stack chain with an operator fee have no fees here (`fee_unknown`): receipts do not state its amount. Transfers for free are in the distribution and are counted apart. Dollars are as good as the oracle: it writes a round when the price has moved by half a percent or an hour has passed, and all of an hour’s fees are taken at one price.',
	source:
		'eth_getBlockReceipts: `gasUsed`, `effectiveGasPrice`, `l1Fee`, `operatorFeeScalar`, `operatorFeeConstant`, `logs`, `status`; eth_getBlockByNumber: `input`, `value`, `to`, `authorizationList` (EIP-7702). Dollars: Chainlink ETH / USD on Ethereum by eth_call.',
	statistics: ['mean', ...PERCENTILES, 'median_of_daily_medians'],
	facts: 'fee',
	needs: ['fee'],
	methods: ['eth_getBlockByNumber', 'eth_getBlockReceipts'],
	hourly: true
};
