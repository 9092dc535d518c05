import type { Metric } from './metric.ts';

/** Settlement cost, in wei/tx. */
export const settlementCost: Metric = {
	id: 'settlement.cost',
	title: 'Settlement cost',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition:
		'What was paid on Ethereum to commit, prove and execute batches, per transaction in them, in ether whatever the chain’s gas token.',
	formula:
		'Σ over batches of their shares of (gasUsed × effectiveGasPrice + blobGasUsed × blobGasPrice) of the three L1 transactions ÷ Σ transactions in the batches, those from L1 too. An L1 transaction that takes a step of several batches is shared among them equally. A batch belongs to the window which its last block falls in. In dollars each share is at the mean price of ether in the hour of its L1 block.',
	excludes:
		'Batches settled elsewhere than on Ethereum, and those of which a step on Ethereum is not collected; the latter are missing from the coverage too. In dollars, batches with a step in an hour without a price. The operator’s own machines: proving off the chain leaves no public bill. Precommits, commits and proofs that the chain later took back, and transactions that failed.',
	knownBias:
		'Equal shares are not what each batch caused: a large one beside small ones looks too cheap. It is the operator’s cost and not what users pay. With few transactions in a batch it says more of demand than of the technology.',
	source:
		'Events of the chain’s diamond (matter-labs/era-contracts IExecutor.sol) by eth_getLogs, eth_getTransactionReceipt, both on Ethereum; EIP-4844. Transactions: `zks_getL1BatchDetails`.',
	statistics: ['mean'],
	facts: 'settlement',
	needs: ['stage', 'settlement'],
	methods: [
		'eth_call',
		'eth_getLogs',
		'eth_getTransactionReceipt',
		'eth_getBlockByNumber',
		'zks_getL1BatchDetails',
		'zks_getL1BatchBlockRange'
	],
	hourly: false
};
