import { PERCENTILES, type Metric } from './metric.ts';

/** Block interval, in s. */
export const blockInterval: Metric = {
	id: 'block.interval',
	title: 'Block interval',
	unit: 's',
	alsoIn: [],
	definition: 'Time from one block to the next, by the times in their headers.',
	formula:
		'timestamp(n) − timestamp(n − 1). An interval belongs to the block that ends it, and so to the window which that block’s timestamp falls in. The mean is Σ intervals ÷ their number; percentiles are nearest rank.',
	excludes:
		'On ZKsync Era, the empty (fictive) block that ends each batch: it is bookkeeping, and the next interval is measured from the last block with transactions. An interval whose first block was not collected is unknown and left out.',
	knownBias:
		'Header times are whole seconds: one interval is known to ±1 s, a mean over N of them to ±1/N s. Several blocks of ZKsync Era, ZKsync OS, Arbitrum or Scroll may share a second. ZKsync Era, ZKsync OS and Arbitrum make a block only when there is a transaction, so on a quiet chain the interval shows demand and not speed. It is not the time a user waits for confirmation.',
	source:
		'eth_getBlockByNumber: `timestamp`; matter-labs/zksync-era core/node/state_keeper/src/seal_criteria/io_criteria.rs.',
	statistics: ['mean', ...PERCENTILES],
	facts: 'block',
	needs: ['interval'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
