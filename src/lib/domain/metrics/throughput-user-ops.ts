import type { Metric } from './metric.ts';

/** User operations per second, in op/s. */
export const throughputUserOps: Metric = {
	id: 'throughput.user_ops',
	title: 'User operations per second',
	unit: 'op/s',
	alsoIn: [],
	definition:
		'Operations that users asked for per second: one a transaction, and of a batch in a known format as many as it holds.',
	formula:
		'Σ operations ÷ seconds covered. A user’s transaction is 1 operation, or as many as it carries: its `UserOperationEvent` logs of the ERC-4337 EntryPoints 0.6 to 0.9, or the calls in its calldata where these are more, batches within batches opened. Known in calldata are `execTransaction` of a Safe, `multiSend` of Safe’s contracts, `execute` in the modes of EIP-7821 (accounts under EIP-7702 and ERC-7579), Multicall3 at its two addresses, and `batchCall` of accounts on EraVM. A block belongs to the window its timestamp falls in. A maximum is the greatest such sum over peak windows aligned to UTC, ÷ the length of the peak window, refused where a peak window is shorter than five median block intervals; for the peak window of one block it is the greatest amount in one block.',
	excludes:
		'Transaction types that the chain itself writes, as `throughput.user_tx` does. What a batch held that failed: the transaction counts as 1.',
	knownBias:
		'A lower bound where batches are in other formats, which count as 1: routers of exchanges, executors of single wallets, and what an ERC-4337 operation does inside. Formats without an address of their own are told by their selector: a call that is written the same and does nothing counts too. L2BEAT opens the same formats and a router besides, opens operations of ERC-4337 further, counts the deployment of their account, and opens batches that failed.',
	source:
		'eth_getBlockReceipts: `logs` of the EntryPoints; eth_getBlockByNumber with full transactions: `input`. Contracts, selectors and where they are written down: collectors/chains/batch-formats.ts.',
	statistics: ['mean', 'max'],
	facts: 'user_op',
	needs: ['user_op'],
	methods: ['eth_getBlockByNumber', 'eth_getBlockReceipts'],
	hourly: false
};
