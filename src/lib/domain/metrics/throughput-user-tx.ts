import type { Metric } from './metric.ts';

/** User transactions per second, in tx/s. */
export const throughputUserTx: Metric = {
	id: 'throughput.user_tx',
	title: 'User transactions per second',
	unit: 'tx/s',
	alsoIn: [],
	definition: 'Transactions that users sent, failed ones included, per second.',
	formula:
		'Σ (transactions − transactions of the chain’s own types) ÷ seconds covered. A block belongs to the window its timestamp falls in. A maximum is the greatest such sum over peak windows aligned to UTC, ÷ the length of the peak window, refused where a peak window is shorter than five median block intervals; for the peak window of one block it is the greatest amount in one block. Growth compares with an earlier window: median of the UTC days’ means ÷ that of the earlier window − 1.',
	excludes:
		'Transaction types that no user signed for the chain: its own, and messages from L1, by family. ZKsync Era: 0xff (priority operation from L1), 0xfe (protocol upgrade). ZKsync OS: 0x7f (priority operation from L1), 0x7e (protocol upgrade), 0x7d (service). OP Stack: 0x7e (deposit, of which each block begins with one), 0x7d (post-execution). Arbitrum: 0x64, 0x65, 0x66 and 0x69 (deposits, calls and retryable tickets from L1), 0x68 (redemption of a ticket), 0x6a (internal, which begins each block). Scroll: 0x7e (message from L1). Ethereum and Linea: none.',
	knownBias:
		'It shows demand, not capacity. What users start on L1 arrives as a message and is left out wherever messages have a type of their own, though a user caused it; on Linea an ordinary transaction claims it, and counts. One transaction may carry many user operations, so batching makes a chain look quieter than it is. Block times are whole seconds, so a block may fall into the neighbouring window by up to a second.',
	source:
		'eth_getBlockByNumber with full transactions: `type` (EIP-2718); what each type is: the sources in src/lib/domain/families.ts.',
	statistics: ['mean', 'max', 'growth'],
	facts: 'block',
	needs: ['user_tx'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
