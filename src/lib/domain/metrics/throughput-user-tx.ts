import type { Metric } from './metric.ts';

/** User transactions per second, in tx/s. */
export const throughputUserTx: Metric = {
	id: 'throughput.user_tx',
	title: 'User transactions per second',
	unit: 'tx/s',
	alsoIn: [],
	definition: 'Transactions that users sent, failed ones included, per second.',
	formula:
		'Σ (transactions − transactions of the chain’s own types) ÷ seconds covered. A block belongs to the window its timestamp falls in. A maximum is the greatest such sum over peak windows aligned to UTC, ÷ the length of the peak window, refused where a peak window is shorter than five median block intervals; for the peak window of one block it is the greatest amount in one block.',
	excludes:
		'Transaction types that the chain itself writes, by family: on ZKsync Era 0xff (priority operation from L1) and 0xfe (protocol upgrade); on Ethereum none.',
	knownBias:
		'It shows demand, not capacity. Deposits that users start on L1 arrive on Era as priority operations and are left out too. One transaction may carry many user operations, so batching makes a chain look quieter than it is. Block times are whole seconds, so a block may fall into the neighbouring window by up to a second.',
	source:
		'eth_getBlockByNumber with full transactions: `type` (EIP-2718); matter-labs/zksync-era core/lib/types/src/api/mod.rs.',
	statistics: ['mean', 'max'],
	facts: 'block',
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
