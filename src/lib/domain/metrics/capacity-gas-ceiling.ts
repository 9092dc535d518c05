import type { Metric } from './metric.ts';

/** Ceiling by gas limit, in tx/s. */
export const capacityGasCeiling: Metric = {
	id: 'capacity.gas_ceiling',
	title: 'Ceiling by gas limit',
	unit: 'tx/s',
	alsoIn: [],
	definition:
		'The most plain transfers a second that fit into the blocks of a window, had each been full of them.',
	formula:
		'Σ `gasLimit` of the window’s blocks ÷ 21,000 gas of a plain transfer ÷ seconds covered: the gas limit ÷ 21,000 ÷ the block interval, where neither changes.',
	excludes:
		'Chains whose gas limit bounds no rate, where no measurement has a value: ZKsync Era, Arbitrum and Linea, in whose headers it is a constant that no block comes near, and ZKsync OS and Scroll, where a full block is followed at once by the next. Blocks whose limit is not collected; they are missing from the coverage too.',
	knownBias:
		'A ceiling under the settings of the window, which operators and validators can change, and of the cheapest kind of transaction: a day of ordinary use fits fewer. Slots without a block lower it. A burst shorter than some blocks can pass it.',
	source:
		'eth_getBlockByNumber: `gasLimit`; gas of a plain transfer: execution-specs (Gtransaction).',
	statistics: ['mean'],
	facts: 'block',
	needs: ['gas_limit'],
	methods: ['eth_getBlockByNumber'],
	hourly: false
};
