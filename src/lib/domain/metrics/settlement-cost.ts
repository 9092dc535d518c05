import type { Metric } from './metric.ts';

/** Settlement cost, in wei/tx. */
export const settlementCost: Metric = {
	id: 'settlement.cost',
	title: 'Settlement cost',
	unit: 'wei/tx',
	alsoIn: ['gwei/tx', 'USD/tx'],
	definition:
		'What the operator paid on L1 to commit, prove and execute batches, per transaction in them.',
	formula:
		'Σ (gasUsed × effectiveGasPrice + blobGasUsed × blobGasPrice) of the three L1 transactions ÷ transactions in the batches.',
	excludes: 'The operator’s own machines: proving off the chain leaves no public bill.',
	knownBias:
		'Not collected yet: no measurement of it has a value. One L1 transaction may serve several batches, whose share of it is taken by their transactions.',
	source: 'eth_getTransactionReceipt on Ethereum; EIP-4844.',
	statistics: ['mean'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: true
};
