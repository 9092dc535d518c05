import type { Metric } from './metric.ts';

/** Gas per second, in gas/s. */
export const throughputGas: Metric = {
	id: 'throughput.gas',
	title: 'Gas per second',
	unit: 'gas/s',
	alsoIn: [],
	definition: 'Gas used per second, as the chain’s own headers count it.',
	formula:
		'Σ `gasUsed` ÷ seconds covered. A block belongs to the window its timestamp falls in. A maximum is the greatest such sum over peak windows aligned to UTC, ÷ the length of the peak window, refused where a peak window is shorter than five median block intervals; for the peak window of one block it is the greatest amount in one block. Growth compares with an earlier window: median of the UTC days’ means ÷ that of the earlier window − 1.',
	excludes: 'Nothing.',
	knownBias:
		'Not comparable between EraVM and EVM chains: an EraVM header counts gas with pubdata and batch overhead inside, and its interpreter converts EVM gas at another rate. On Arbitrum gas also pays for data on L1 (`gasUsedForL1`), and on ZKsync OS for native resources such as proving. Compare it only within one family.',
	source: 'eth_getBlockByNumber: `gasUsed`.',
	statistics: ['mean', 'max', 'growth'],
	facts: 'block',
	needs: ['gas'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
