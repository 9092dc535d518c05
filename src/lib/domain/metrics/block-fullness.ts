import type { Metric } from './metric.ts';

/** Block fullness, in 1. */
export const blockFullness: Metric = {
	id: 'block.fullness',
	title: 'Block fullness',
	unit: '1',
	alsoIn: ['%'],
	definition: 'Gas that blocks used as a share of their gas limits.',
	formula:
		'Σ `gasUsed` ÷ Σ `gasLimit` of the window’s blocks: the share of all gas on offer, and so a mean in which a block counts by its limit. A block belongs to the window its timestamp falls in.',
	excludes:
		'Chains whose header gas limit is a constant that no block comes near: ZKsync Era (2³² − 1 or 2⁵⁰), Arbitrum (2⁵⁰) and Linea (2 × 10⁹). No measurement there has a value. Blocks whose limit is not collected, which are those stored before limits were and not read again since; they are missing from the coverage too.',
	knownBias:
		'The gas limit bounds a block, not a rate, where blocks have no fixed cadence. Where EIP-1559 aims at half of the limit, half full is the balance that fees keep, not idleness.',
	source: 'eth_getBlockByNumber: `gasUsed`, `gasLimit`.',
	statistics: ['mean'],
	facts: 'block',
	needs: ['gas', 'gas_limit'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
