import { PERCENTILES, type Metric } from './metric.ts';

/** Time to commit, in s. */
export const finalityCommit: Metric = {
	id: 'finality.commit',
	title: 'Time to commit',
	unit: 's',
	alsoIn: [],
	definition: 'Time from a batch’s last block until it was committed on Ethereum.',
	formula:
		'Timestamp of the L1 block that holds its last `BlockCommit` − timestamp of the batch’s last block, in whole seconds. Where L1 is not collected for every batch of the window that was settled on Ethereum, it is `committedAt` in place of the L1 block’s time for all of them: never both clocks in one measurement. A batch belongs to the window which that timestamp falls in; percentiles are nearest rank over batches.',
	excludes:
		'Batches settled elsewhere than on Ethereum (ZKsync Gateway, 2025-07-28 to 2026-01-31), and those of that time whose node does not say where. Batches that are not executed yet.',
	knownBias:
		'Where it says `self_reported` the clock is the operator’s: when its own machine saw the transaction confirmed, seconds to minutes after the L1 block, and nobody else can check it. What the batches hold is the node’s word in both cases. The first transactions of a batch waited longer than its last block.',
	source:
		'Events of the chain’s diamond (matter-labs/era-contracts IExecutor.sol) by eth_getLogs on Ethereum, and the headers of their blocks; `zks_getL1BatchDetails`: `committedAt`, `commitTxHash`, `commitChainId`; matter-labs/zksync-era core/lib/dal/src/eth_sender_dal.rs.',
	statistics: ['mean', ...PERCENTILES],
	facts: 'batch',
	needs: ['stage'],
	verifiable: 'self_reported',
	methods: [
		'zks_getL1BatchDetails',
		'zks_getL1BatchBlockRange',
		'eth_getBlockByNumber',
		'eth_getLogs'
	],
	hourly: false
};
