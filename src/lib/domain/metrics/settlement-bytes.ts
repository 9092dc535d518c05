import type { Metric } from './metric.ts';

/** Data published on Ethereum, in B/tx. */
export const settlementBytes: Metric = {
	id: 'settlement.bytes',
	title: 'Bytes published',
	unit: 'B/tx',
	alsoIn: [],
	definition:
		'Room that commits took of Ethereum’s data space, per transaction in their batches: whole blobs, or calldata where there were none.',
	formula:
		'Σ over batches of their shares of (blobs × 131,072, or bytes of calldata) of the transaction that committed them ÷ Σ transactions in the batches, those from L1 too. A commit of several batches is shared among them equally. The lower end of the interval leaves out the last blob of each batch, and counts the 31 of 32 bytes that data can use of the others; of calldata it is 0.',
	excludes:
		'Batches settled elsewhere than on Ethereum, and those of which a step on Ethereum is not collected; the latter are missing from the coverage too. Chains that publish their data elsewhere. Calldata beside blobs.',
	knownBias:
		'An upper bound of the data itself: the last blob of a batch is padded, and may hold next to nothing. Bytes per transaction fall as batches fill up and as accounts repeat within them.',
	source:
		'Events of the chain’s diamond by eth_getLogs; `blobGasUsed` in eth_getTransactionReceipt, else `input` in eth_getTransactionByHash, all on Ethereum; EIP-4844. Transactions: `zks_getL1BatchDetails`.',
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
