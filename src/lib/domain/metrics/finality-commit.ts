import type { Metric } from './metric.ts';

/** Time to commit, in s. */
export const finalityCommit: Metric = {
	id: 'finality.commit',
	title: 'Time to commit',
	unit: 's',
	alsoIn: [],
	definition:
		'Time from a batch’s last block until its operator saw the commit confirmed, by the operator’s clock.',
	formula:
		'`committedAt` − timestamp of the batch’s last block, in whole seconds. A batch belongs to the window which that timestamp falls in; percentiles are nearest rank over batches.',
	excludes:
		'Batches settled elsewhere than on Ethereum (ZKsync Gateway, 2025-07-28 to 2026-01-31), and those of that time whose node does not say where. Batches that are not executed yet.',
	knownBias:
		'The clock is the operator’s: when its own machine saw the transaction confirmed, seconds to minutes after the L1 block, and nobody else can check it. The first transactions of a batch waited longer than its last block.',
	source:
		'`zks_getL1BatchDetails`: `committedAt`, `commitTxHash`, `commitChainId`; matter-labs/zksync-era core/lib/dal/src/eth_sender_dal.rs.',
	statistics: ['mean', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'],
	facts: 'batch',
	needs: ['stage'],
	verifiable: 'self_reported',
	methods: ['zks_getL1BatchDetails', 'zks_getL1BatchBlockRange', 'eth_getBlockByNumber'],
	hourly: false
};
