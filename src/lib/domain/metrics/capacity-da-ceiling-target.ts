import type { Metric } from './metric.ts';

/** Ceiling by data at the blob target, in tx/s. */
export const capacityDaCeilingTarget: Metric = {
	id: 'capacity.da_ceiling_target',
	title: 'Ceiling by data at the blob target',
	unit: 'tx/s',
	alsoIn: [],
	definition:
		'The transactions a second whose data would fit into all of Ethereum’s blobs at the number that it aims at, at the bytes per transaction that the chain took in the window.',
	formula:
		'blob target a block × 131,072 bytes ÷ 12 s ÷ `settlement.bytes`, by the blob schedule of the fork in force at the end of the window. The upper end of the interval is at the lower end of `settlement.bytes`, and open where that is 0.',
	excludes:
		'Chains that publish their data elsewhere, where no measurement has a value, and times before Ethereum had blobs. What `settlement.bytes` excludes.',
	knownBias:
		'Not what the chain could do: it gives one chain all of Ethereum’s blobs, which others share. Bytes per transaction fall as batches fill up and as accounts repeat within them, so that more may fit than at the bytes of a quiet window. Slots without a block lower it.',
	source: '`settlement.bytes`; blob schedule: src/lib/domain/forks.ts, EIP-7840, EIP-7892.',
	statistics: ['mean'],
	facts: 'settlement',
	needs: ['stage', 'settlement'],
	methods: [
		'eth_call',
		'eth_getLogs',
		'eth_getTransactionReceipt',
		'eth_getTransactionByHash',
		'eth_getBlockByNumber',
		'zks_getL1BatchDetails',
		'zks_getL1BatchBlockRange'
	],
	hourly: false
};
