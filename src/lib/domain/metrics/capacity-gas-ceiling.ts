import type { Metric } from './metric.ts';

/** Ceiling by gas limit, in tx/s. */
export const capacityGasCeiling: Metric = {
	id: 'capacity.gas_ceiling',
	title: 'Ceiling by gas limit',
	unit: 'tx/s',
	alsoIn: [],
	definition:
		'The most plain transfers a second that a chain’s gas limit and block cadence leave room for.',
	formula: 'gas limit ÷ gas of a plain transfer ÷ block interval.',
	excludes: 'Chains without a binding gas limit or without a fixed block cadence.',
	knownBias:
		'Not collected yet: no measurement of it has a value. An upper bound under present settings, which operators can change. Undefined on ZKsync Era, Arbitrum and Linea, whose header gas limit is a constant that no block comes near, and on ZKsync OS and Scroll, where a full block is followed at once by the next.',
	source: 'eth_getBlockByNumber: `gasLimit`.',
	statistics: ['mean'],
	facts: 'none',
	needs: [],
	methods: [],
	hourly: false
};
