import type { Metric } from './metric.ts';

/** Transactions that were sent on L1, per second, in tx/s. */
export const throughputL1Tx: Metric = {
	id: 'throughput.l1_tx',
	title: 'L1-originated transactions per second',
	unit: 'tx/s',
	alsoIn: [],
	definition:
		'Transactions that were sent on L1 and carried out on the chain (priority operations), failed ones included, per second.',
	formula:
		'Σ `l1TxCount` of executed batches ÷ seconds covered. A batch belongs to the window its last block falls in. The interval reaches from what came in batches that lie wholly in the window to what came in all that touch it; where batches are missing, it has no upper end.',
	excludes:
		'Protocol upgrades, which the chain makes itself. Batches that are not executed yet. Chains whose nodes do not say how many transactions of a batch came from L1: the section on chain families says of each why they are not told apart.',
	knownBias:
		'A batch counts once it is executed, so the newest hours are not covered, and a mean beside that of all transactions is of an earlier time. Each is one transaction, be it a deposit, a call or what an operator sends. The count is the node’s, and anybody can make it: transactions of type 0xff in the batch’s blocks.',
	source:
		'`zks_getL1BatchDetails`: `l1TxCount`; `zks_getL1BatchBlockRange`; eth_getBlockByNumber of each batch’s last block; matter-labs/zksync-era core/node/state_keeper/src/updates/l2_block_updates.rs, core/lib/types/src/lib.rs (`is_l1`).',
	statistics: ['mean'],
	facts: 'batch',
	needs: ['l1_tx'],
	methods: ['zks_getL1BatchDetails', 'zks_getL1BatchBlockRange', 'eth_getBlockByNumber'],
	hourly: false
};
