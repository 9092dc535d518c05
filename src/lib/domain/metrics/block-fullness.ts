import type { Metric } from './metric.ts';

/** Block fullness, in 1. */
export const blockFullness: Metric = {
	id: 'block.fullness',
	title: 'Block fullness',
	unit: '1',
	alsoIn: ['%'],
	definition: 'Gas used in a block as a share of its gas limit.',
	formula: '`gasUsed` ÷ `gasLimit` per block.',
	excludes:
		'Chains whose header gas limit is a constant that no block comes near: ZKsync Era (2³² − 1 or 2⁵⁰), Arbitrum (2⁵⁰) and Linea (2 × 10⁹).',
	knownBias:
		'Not collected yet: no measurement of it has a value. The gas limit bounds a block, not a rate, where blocks have no fixed cadence.',
	source: 'eth_getBlockByNumber: `gasUsed`, `gasLimit`.',
	statistics: ['mean', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p99'],
	facts: 'none',
	methods: [],
	hourly: false
};
