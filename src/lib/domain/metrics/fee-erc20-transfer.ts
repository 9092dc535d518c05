import { PERCENTILES, type Metric } from './metric.ts';

/** Fee of a token transfer, in wei/tx. */
export const feeErc20Transfer: Metric = {
	id: 'fee.erc20_transfer',
	title: 'Fee of a token transfer',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition:
		'What a plain transfer of an ERC-20 token cost the one who paid for it: a successful transaction without value or authorization list, whose calldata is `transfer(address,uint256)` and nothing after it (68 bytes), and whose one log is the called contract’s Transfer of that amount from the sender to that recipient. Logs of the chain’s own base-token contract (on ZKsync Era 0x…800a) are no part of it.',
	formula:
		'gasUsed × effectiveGasPrice of each token transfer, plus what the chain charges beside gas and the receipt states: on OP Stack chains and Scroll `l1Fee`, for data on L1. Elsewhere gas holds everything (on Era pubdata and overhead, on Arbitrum `gasUsedForL1`). Percentiles, means and medians of daily medians are taken as of plain transfers. Dollars: each hour’s fees × that hour’s price, the mean over its seconds of the rounds in force; the interval reaches from a bucket’s lower edge at the hour’s lowest price to its upper edge at the highest. Fees of hours without a price are left out and counted in price_coverage.',
	excludes:
		'Failed transactions, transfers inside other calls, `transferFrom`, calls with bytes after the arguments, EIP-7702 transactions, transactions that wrote any other log, and transaction types that no user signed for the chain.',
	knownBias:
		'Tokens differ in what a transfer costs, so the mix of tokens moves the median. Tokens that keep a part of the amount, rebase, or tell more in logs are left out, and so are wallets that mark their calls with further bytes: both cost more, so the metric leans to the cheap side. A first transfer to an address costs more than a later one, and an amount of 0, which counts, costs less. Transfers whose fee a paymaster took in a token write more logs and are left out. Blocks of an OP Stack chain with an operator fee have no fees here (`fee_unknown`): receipts do not state its amount. Dollars are as good as the oracle: it writes a round when the price has moved by half a percent or an hour has passed, and all of an hour’s fees are taken at one price.',
	source:
		'eth_getBlockReceipts: `gasUsed`, `effectiveGasPrice`, `l1Fee`, `operatorFeeScalar`, `operatorFeeConstant`, `logs`, `status`; eth_getBlockByNumber: `input`, `value`, `from`, `to`, `authorizationList`; EIP-20: selector 0xa9059cbb, topic 0xddf252ad…b3ef. Dollars: Chainlink ETH / USD on Ethereum by eth_call.',
	statistics: ['mean', ...PERCENTILES, 'median_of_daily_medians'],
	facts: 'fee',
	needs: ['fee'],
	methods: ['eth_getBlockByNumber', 'eth_getBlockReceipts'],
	hourly: true
};
